import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import Logging
import Mail
import Testing

/// The whole way through a real Postfix that wants TLS and a password, greylists, delivers, and reports what it could not.
@Suite(.serialized, .enabled(if: PostfixRelay.absence == nil, "\(PostfixRelay.absence ?? "")"))
struct RealRelayTests {
    private static let dead = "leder3@albertslund.example"
    private static let unknown = "leder5@albertslund.example"

    @Test func `letters are greylisted and delivered once, and a bounce stops its address until it is corrected`()
        async throws
    {
        var settings = PostfixRelay.Settings()
        settings.greylisting = .tries(1)
        settings.fates = [Self.dead: .undeliverable("5.1.1 no mailbox here"), Self.unknown: .unknown]
        let relay = try await PostfixRelay.start(settings)
        try await withHouse { house in
            let run = try await house.openCourse(leaders: 10)
            try await house.releaseInvitations(of: run)
            let bounces = try BounceAddress(
                mailbox: "bounce@albertslund.example",
                key: try SigningKey([UInt8]("a key of at least thirty-two octets".utf8))
            )
            let secret = try house.write((settings.accounts["tandem"] ?? "").utf8, to: "secret")
            let url =
                "smtp://127.0.0.1:\(relay.ports.submission)?starttls=required&ca=\(relay.authority.file)&user=tandem&secret-file=\(secret)"
            let mailman = try house.mailman(on: run.route, to: url) { $0.bounces = bounces }

            // Nobody is known yet; who does not exist is told so at once.
            _ = try await mailman.drain()
            #expect(try await house.queued().allSatisfy { $0.failures == 1 && $0.replyCode == 450 })
            #expect(try await house.queued().count == 9)
            try await deliverRest(run, mailman, house)
            try await relay.arrivals(8)
            #expect(try relay.copies.values.allSatisfy { $0 == 1 })

            // What Postfix could not deliver comes back to the letter's own address.
            try await relay.arrivals(1, in: .reports)
            let desk = BounceDesk(
                store: house.store,
                addresses: [bounces],
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
            let inbox = try BounceInbox(
                folder: relay.maildir(.reports),
                desk: desk,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
            #expect(try await inbox.step() == 1)
            #expect(try await inbox.step() == 0)
            let first = try #require(try await house.store.ledger(of: run.key).prompts.first { $0.count.sent > 0 })
            #expect(first.count.sent == 8 && first.count.bounced == 1 && first.count.failed == 1)
            #expect(first.count.planned == 10)

            // Corrected, it starts again.
            for (old, new) in [(Self.dead, "ny3@albertslund.example"), (Self.unknown, "ny5@albertslund.example")] {
                try await house.store.correctAddress(of: old, to: new, in: run.key)
            }
            #expect(try await house.store.release(run.id)?.letters == 2)
            _ = try await mailman.drain()
            try await deliverRest(run, mailman, house)
            try await relay.arrivals(10)
            #expect(try relay.copies.values.allSatisfy { $0 == 1 })
            let last = try #require(try await house.store.ledger(of: run.key).prompts.first { $0.count.sent > 0 })
            #expect(last.count.sent == 10 && last.count.planned == 10)
        }
        relay.stop()
    }

    private func deliverRest(_ run: CourseRun, _ mailman: Mailman, _ house: House) async throws {
        let last = try #require(try await house.queued().map(\.nextAt).max())
        try await run.setClock(to: last)
        _ = try await mailman.drain()
        #expect(try await house.unsettled() == 0)
    }
}
