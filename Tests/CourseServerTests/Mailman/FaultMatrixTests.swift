import Correspondence
import Course
import CourseStore
import CourseTesting
import Logging
import Mail
import NIOPosix
import Postgres
import Testing

/// What becomes of five letters when one thing goes wrong once, at each phase of a session.
struct FaultMatrixTests {
    /// What the mailbox says afterwards.
    enum Fate {
        /// All are handed back and due at once, nothing is held against any; the route rests.
        case allBack
        /// All are handed back, nothing is held against any; the one at which it happened is due a minute after the others; the
        /// route rests.
        case backOneLast
        /// Four are sent; one waits a quarter of a minute, a refusal counted.
        case oneDeferred
        /// Four are sent; one has failed, and its address stays in use.
        case oneFailed
        /// One waits a quarter of a minute, since a copy may be out; the rest is handed back; the route rests.
        case oneUncertain

        /// How many copies of each letter the server has in the end.
        var copies: [Int] {
            switch self {
            case .allBack, .backOneLast, .oneDeferred: [1, 1, 1, 1, 1]
            case .oneFailed: [1, 1, 1, 1]
            // It had the letter and could not say so: nobody can know (RFC 1047).
            case .oneUncertain: [1, 1, 1, 1, 2]
            }
        }
    }

    /// The mailbox and the route after the fault.
    struct Standing: Equatable {
        /// Handed back: due at once, nothing counted.
        var free = 0
        /// Handed back for a minute later, nothing counted.
        var later = 0
        /// Waiting 15 s, ±20 %, with one refusal counted.
        var waiting = 0
        /// Anything else.
        var odd = 0
        var rests: Bool

        init(_ queued: [House.QueuedRow], at now: Instant, rests: Bool) {
            self.rests = rests
            for letter in queued {
                let wait = Double(letter.nextAt.microseconds - now.microseconds) / 1_000_000
                switch (letter.failures, wait) {
                case (0, ...0) where !letter.isClaimed: free += 1
                case (0, 59...60) where !letter.isClaimed: later += 1
                case (1, 12...18) where !letter.isClaimed: waiting += 1
                default: odd += 1
                }
            }
        }

        init(_ fate: Fate) {
            switch fate {
            case .allBack: (free, waiting, rests) = (5, 0, true)
            case .backOneLast: (free, later, rests) = (4, 1, true)
            case .oneDeferred: (free, waiting, rests) = (0, 1, false)
            case .oneFailed: (free, waiting, rests) = (0, 0, false)
            case .oneUncertain: (free, waiting, rests) = (4, 1, true)
            }
        }
    }

    /// The matrix: a line a phase; soft reject, hard reject, disconnect, stall, nonsense.
    static let matrix: [(phase: SMTPStub.Phase, fates: [Fate])] = [
        (.connect, [.allBack, .allBack, .allBack, .allBack, .allBack]),
        (.banner, [.allBack, .allBack, .allBack, .allBack, .allBack]),
        (.hello, [.allBack, .allBack, .allBack, .allBack, .allBack]),
        (.startTLS, [.allBack, .allBack, .allBack, .allBack, .allBack]),
        (.auth, [.allBack, .allBack, .allBack, .allBack, .allBack]),
        (.mail, [.oneDeferred, .oneFailed, .backOneLast, .backOneLast, .backOneLast]),
        (.recipient, [.oneDeferred, .oneFailed, .backOneLast, .backOneLast, .backOneLast]),
        (.data, [.oneDeferred, .oneFailed, .backOneLast, .backOneLast, .backOneLast]),
        (.content, [.oneDeferred, .oneFailed, .oneUncertain, .oneUncertain, .oneUncertain]),
    ]

    struct Cell: Sendable, CustomStringConvertible {
        let fault: SMTPStub.Fault
        let fate: Fate
        let offersPipelining: Bool

        var description: String { "\(fault)\(offersPipelining ? ", pipelined" : "")" }
    }

    static let cells = matrix.flatMap { phase, fates in
        zip(SMTPStub.Fault.actions, fates).flatMap { action, fate in
            [true, false].map {
                Cell(fault: SMTPStub.Fault(at: phase, doing: action), fate: fate, offersPipelining: $0)
            }
        }
    }

    @Test func `the matrix has nine phases by five faults`() {
        #expect(Self.matrix.map(\.phase) == SMTPStub.Fault.phases)
        #expect(Self.matrix.allSatisfy { $0.fates.count == SMTPStub.Fault.actions.count })
    }

    @Test(arguments: cells) func `a letter's state, its retry, its copies and its route`(_ cell: Cell) async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: 5)
            try await house.releaseInvitations(of: run)
            var behaviour = SMTPStub.Behaviour(cell.fault, times: 1)
            behaviour.offersPipelining = cell.offersPipelining
            behaviour.mechanisms = ["PLAIN"]
            behaviour.accounts = ["tandem": "open sesame"]
            behaviour.wantsAuthentication = true
            behaviour.keepsUnanswered = true
            let authority = try TestAuthority.shared()
            let stub = try await SMTPStub.start(behaviour, tls: authority.server)
            let mailman = try house.mailman(on: run.route, to: try settings(stub, authority, in: house))

            let rests = try await rests(after: mailman)
            let now = try await run.store.nextDue(on: run.route).now
            #expect(Standing(try await house.queued(), at: now, rests: rests) == Standing(cell.fate))

            // All is well again.
            _ = try await mailman.drain()
            if let due = try await run.store.nextDue(on: run.route).due { try await run.setClock(to: due) }
            _ = try await mailman.drain()
            await stub.stop()
            #expect(try await house.unsettled() == 0)
            #expect(stub.copies.values.sorted() == cell.fate.copies)
            let bytes = Dictionary(grouping: stub.received, by: \.token).mapValues { Set($0.map(\.bytes)).count }
            #expect(bytes.values.allSatisfy { $0 == 1 }, "a second copy is the same bytes")
            let dead = try await house.owner.withSession {
                try await $0.one(Query<Int>("SELECT count(*) FROM leader WHERE unreachable_at IS NOT NULL"))
            }
            #expect(dead == 0)
        }
    }

    private func rests(after mailman: Mailman) async throws -> Bool {
        do {
            _ = try await mailman.drain()
            return false
        } catch is Mailman.RoutePaused {
            return true
        }
    }

    private func settings(_ stub: SMTPStub, _ authority: TestAuthority, in house: House) throws -> Transport {
        let secret = try house.write("open sesame\n".utf8, to: "secret")
        let url =
            "smtp://localhost:\(stub.port)?starttls=required&ca=\(authority.file)&user=tandem&secret-file=\(secret)"
        guard case .smtp(var settings) = try Transport(url) else { preconditionFailure("no SMTP") }
        settings.timeouts = SMTPTimeouts(all: .milliseconds(400))
        return .smtp(settings)
    }
}
