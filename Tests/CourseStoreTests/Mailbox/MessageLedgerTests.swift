import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Messages followed down to their letters, and taken back.
struct MessageLedgerTests {
    private func send(to audience: MessageAudience, in run: CourseRun) async throws -> Int64 {
        try await run.store.send(
            MessageDraft(to: audience, subject: "Hej", text: "Husk kaffe."),
            in: run.key,
            form: UUID()
        ).id
    }

    @Test func `a message's leaders stand by name as Danes sort, page after page, each with what became of the letter`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await owner.withSession { session in
                _ = try await session.execute("UPDATE leader SET unreachable_at = now() WHERE name = 'Cai'")
                _ = try await session.execute("UPDATE leader SET name = 'Åse' WHERE name = 'Ann'")
            }
            let message = try await send(to: .everybody, in: run)
            try await run.step(settling: refusing("bo"))
            let late = try #require(
                try await store.messageLedger(message, of: run.key, .init(state: .failed))?.letters.shares.first
            )
            let now = try await store.course(run.key).now
            #expect(late.name == "Bo" && late.replyCode == 550 && late.at == now)
            var found: [LetterList.Share] = []
            var place: LetterList.Place?
            repeat {
                let page = try #require(
                    try await store.messageLedger(message, of: run.key, .init(after: place, limit: 2))
                )
                #expect(page.message.count.planned == 7 && page.untried == 0)
                #expect(page.letters.shares.count <= 2)
                found += page.letters.shares
                place = page.letters.next
            } while place != nil
            #expect(found.map(\.name) == ["Bo", "Cai", "Dot", "Eve", "Gro", "Han", "Åse"])
            #expect(found.map(\.state) == [.failed, .skipped, .sent, .sent, .sent, .sent, .sent])
            #expect(found.map(\.skip) == [nil, .unreachable, nil, nil, nil, nil, nil])
            #expect(found.map(\.replyCode) == [550, nil, 250, 250, 250, 250, 250])
            for share in found {
                let record = try await share.letter.asyncMap { try await store.letterRecord($0, of: run.key) }
                #expect(record??.row.leader == (share.name == "Cai" ? nil : share.leader))
            }
            let there = try #require(
                try await store.messageLedger(message, of: run.key, .init(municipality: "glostrup"))
            )
            #expect(there.letters.shares.map(\.name) == ["Gro", "Han"] && there.letters.next == nil)
            #expect(there.letters.shares.allSatisfy { $0.municipality == "glostrup" })
            #expect(try await store.messageLedger(message + 1, of: run.key) == nil)
        }
    }

    @Test func `a letter of a message waits, comes back, and is skipped where it came too late or its leader had left`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let message = try await send(to: .municipality("albertslund"), in: run)
            let ann = try await owner.letter(of: "ann")
            try await store.holdMail(.letter(ann))
            try await store.withdrawLeader(SmallCourse.address("dot"), from: run.key)
            let all = try await store.claim(on: run.route, by: "one", limit: 50)
            // Eve's mailman takes so long that it is of no more use; Ann's waits.
            let settlements = all.letters.filter { $0.recipient.email != SmallCourse.address("eve") }.map {
                CourseRun.accept($0, all.now)
            }
            try await store.settle(settlements, deferring: [], on: run.route)
            try await run.setClock(to: all.now.adding(seconds: 15 * 86_400))
            let late = try #require(all.letters.first { $0.recipient.email == SmallCourse.address("eve") })
            try await store.settle([.skipped(late, because: .missed)], deferring: [], on: run.route)
            let (_, token) = try await owner.settledLetter(of: "bo")
            _ = try await store.noteBounce(of: token, BounceNote(kind: .hard))
            let ledger = try #require(try await store.messageLedger(message, of: run.key))
            let fates = ledger.letters.shares.map { "\($0.name) \($0.state.rawValue) \($0.skip?.rawValue ?? "-")" }
            #expect(
                fates == [
                    "Ann pending -", "Bo bounced -", "Cai sent -", "Dot skipped withdrawn", "Eve skipped missed",
                ]
            )
            #expect(ledger.message.count.skipped == [.withdrawn: 1, .missed: 1])
            #expect(ledger.message.count.pending == 1 && ledger.message.count.bounced == 1)
            #expect(ledger.untried == 1)
        }
    }

    @Test func `a coordinator sees messages to everybody too, and of them the own leaders alone`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let everybody = try await send(to: .everybody, in: run)
            let own = try await send(to: .municipality("albertslund"), in: run)
            let other = try await send(to: .municipality("glostrup"), in: run)
            let here = try await run.coordinator(of: "albertslund")
            for store in [here, store] {
                let messages = try await store.messages(of: run.key, municipality: "albertslund")
                #expect(messages.map(\.id) == [own, everybody])
                #expect(messages.map(\.count.planned) == [5, 5])
                let figures = try await store.ledgerFigures(of: run.key, municipality: "albertslund", waiting: nil)
                #expect(figures.messages.map(\.id) == [own, everybody])
                let ledger = try #require(
                    try await store.messageLedger(everybody, of: run.key, municipality: "albertslund")
                )
                #expect(ledger.letters.shares.map(\.name) == ["Ann", "Bo", "Cai", "Dot", "Eve"])
                #expect(ledger.message.count.planned == 5)
                #expect(try await store.messageLedger(other, of: run.key, municipality: "albertslund") == nil)
            }
            // Where a page forgets to say so, the policies do.
            let bare = try #require(try await here.messageLedger(everybody, of: run.key))
            #expect(bare.letters.shares.count == 5 && bare.message.count.planned == 5 && bare.untried == 5)
            #expect(try await here.messageLedger(other, of: run.key) == nil)
            #expect(try await store.messageLedger(everybody, of: run.key)?.message.count.planned == 7)
        }
    }

    @Test func `what nobody has tried to send of a message is taken back together, and stays counted`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let message = try await send(to: .everybody, in: run)
            // Due a little later, so that it is claimed after the other.
            let start = try await store.course(run.key).now
            try await run.setClock(to: start.adding(seconds: 60))
            let beside = try await send(to: .municipality("glostrup"), in: run)
            let held = try await owner.one(
                "SELECT letter FROM message_share s JOIN leader l ON l.id = s.leader WHERE message = \(message) AND name = 'Han'",
                of: Int64.self
            )
            try await store.holdMail(.letter(held))
            // One has left, one is in flight, one is to be tried again.
            let claim = try await store.claim(on: run.route, by: "one", limit: 3)
            try await store.settle(
                [CourseRun.accept(claim.letters[0], claim.now)],
                deferring: [Deferral(claim.letters[1], seconds: 600, replyCode: 450, reply: "later")],
                on: run.route
            )
            #expect(try await store.messageLedger(message, of: run.key)?.untried == 4)
            let change = try await store.cancelMessage(message, of: run.key)
            #expect(change?.cancelled == 4 && change?.left == 3)
            let again = try await store.cancelMessage(message, of: run.key)
            #expect(again?.cancelled == 0 && again?.left == 3)
            let ledger = try #require(try await store.messageLedger(message, of: run.key))
            #expect(ledger.message.count.planned == 7 && ledger.message.count.skipped == [.cancelled: 4])
            #expect(ledger.message.count.sent == 1 && ledger.message.count.pending == 2 && ledger.untried == 0)
            let cancelled = ledger.letters.shares.filter { $0.skip == .cancelled }
            #expect(cancelled.count == 4 && cancelled.contains { $0.letter == held })
            for share in cancelled {
                let letter = try #require(share.letter)
                #expect(try await store.letterRecord(letter, of: run.key)?.row.state == .cancelled)
            }
            // What is in flight goes on, and nothing else of it leaves.
            try await store.settle([CourseRun.accept(claim.letters[2], claim.now)], deferring: [], on: run.route)
            try await run.setClock(to: claim.now.adding(seconds: 3600))
            let rest = try await store.claim(on: run.route, by: "one", limit: 50)
            let brought = rest.letters.flatMap(\.messages).map(\.id)
            #expect(brought.filter { $0 == message }.count == 1 && brought.filter { $0 == beside }.count == 2)
            #expect(try await owner.tally("cancelled", on: run.route) == 4)
            let entries = try await store.auditTrail(course: run.key).filter { $0.action == "message.cancel" }
            #expect(entries.map(\.subject) == ["\(message)", "\(message)"])
            #expect(entries.map(\.detail) == [["letters": 0], ["letters": 4]])
        }
    }

    @Test func `a coordinator takes back messages to the own municipality, and no others`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let everybody = try await send(to: .everybody, in: run)
            let own = try await send(to: .municipality("albertslund"), in: run)
            let other = try await send(to: .municipality("glostrup"), in: run)
            let here = try await run.coordinator(of: "albertslund")
            for message in [everybody, other, 4711] {
                #expect(try await here.cancelMessage(message, of: run.key) == nil)
            }
            let bo: Int64 = try await owner.one("SELECT id FROM leader WHERE name = 'Bo'")
            let leader = store.acting(as: Acting(.leader(Leader.ID(rawValue: bo)), doer: Doer("bo")))
            #expect(try await leader.cancelMessage(own, of: run.key) == nil)
            #expect(try await owner.one("SELECT count(*) FROM letter", of: Int.self) == 14)
            let change = try await here.cancelMessage(own, of: run.key)
            #expect(change?.cancelled == 5 && change?.left == 0)
            #expect(try await owner.one("SELECT count(*) FROM letter", of: Int.self) == 9)
            #expect(try await run.audit.last?.hasSuffix("by coordinator@albertslund.example") == true)
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows -> Result? {
        if let self { try await body(self) } else { nil }
    }
}
