import CourseTesting
import Foundation
import NIOCore
import Testing

struct CheckTests {
    @Test func `every route is greeted, and all that is wrong is said at once`() async throws {
        try await withHouse { house in
            let stub = try await SMTPStub.start()
            let outcome = try await house.run(
                "check",
                environment: [
                    "TANDEM_MAIL": stub.url, "TANDEM_ROUTES": "albertslund,glostrup",
                    "TANDEM_ROUTE_ALBERTSLUND_MAIL": "smtp://127.0.0.1:1?starttls=none",
                    "TANDEM_ROUTE_GLOSTRUP_MAIL": "maildir:/srv/mail", "TANDEM_BOUNCES": "bounces@tandem.example",
                ]
            )
            await stub.stop()
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("mail: 127.0.0.1:\(stub.port) greets us\n"))
            #expect(outcome.output.contains("mail of glostrup: into the Maildir /srv/mail\n"))
            #expect(outcome.complaint.contains("mail of albertslund: 127.0.0.1:1: "))
            #expect(outcome.complaint.contains("TANDEM_SECRET_FILE is not set: "))
        }
    }

    @Test func `what is likely not meant is a warning, and none of it stops anything`() async throws {
        try await withHouse { house in
            _ = try await house.openCourse(leaders: 2)
            let mail = ["TANDEM_MAIL": "maildir:/srv/mail", "TANDEM_ROUTES": "albertslund,nowhere"]
            let plain = try await house.run("check", environment: mail)
            #expect(plain.status == 0)
            #expect(plain.complaint.contains("warning: TANDEM_BOUNCES is not set: "))
            #expect(
                plain.complaint.contains("warning: TANDEM_ROUTES names nowhere, which is a municipality of no course")
            )
            #expect(!plain.complaint.contains("names albertslund"))

            let settings = try house.bounceSettings().merging(["TANDEM_MAIL": "maildir:/srv/mail"]) { one, _ in one }
            let foreign = try await house.run("check", environment: settings)
            #expect(foreign.status == 0 && foreign.output.contains("bounces: come back with a signed address\n"))
            #expect(foreign.complaint.contains("warning: letters of albertslund are from "))
            #expect(!foreign.complaint.contains("TANDEM_BOUNCES is not set"))
        }
    }
}
