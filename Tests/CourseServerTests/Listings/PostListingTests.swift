import Course
import Testing

@testable import CourseServer
@testable import CourseStore

struct PostListingTests {
    @Test func `a queued letter says where it is, and one that is held has no moment`() throws {
        let letters = [
            letter(7, due: Instant(seconds: 1_800_000_000), .queued, replyCode: 451), letter(8, due: nil, .held),
        ]
        let listing = QueuedLettersListing(letters: letters, zone: try zone())
        #expect(
            try listing.written(as: .csv) == """
                letter,state,due,route,course,leader,attempt,failures,reply\r
                7,queued,2027-01-15 09:00,post,demo,lone@albertslund.example,3,2,451\r
                8,held,,post,demo,lone@albertslund.example,3,2,\r

                """
        )
        let rows = try JSON.read(try listing.written(as: .json)).elements
        #expect(rows[0]["due"] == .text("2027-01-15T09:00:00+01:00") && rows[0]["reply"] == .number(451))
        #expect(rows[1]["due"].isNull && rows[1]["state"] == .text("held"))
        let none = QueuedLettersListing(letters: [], zone: try zone())
        #expect(try none.written(as: .text) == "No such letter is queued.\n")
        #expect(try none.written(as: .json) == "[\n\n]\n")
    }

    @Test func `the audit log says who did what to what, and what came of it`() throws {
        let entry = AuditEntry(
            at: Instant(seconds: 1_800_000_000),
            doer: "lone@host",
            action: "mail.hold",
            course: nil,
            subject: "post",
            detail: ["letters": 12, "items": 14]
        )
        let listing = AuditListing(entries: [entry], zone: try zone())
        #expect(
            try listing.written(as: .text) == """
                at                who        did        course  to    detail
                2027-01-15 09:00  lone@host  mail.hold          post  14 items, 12 letters

                """
        )
        let row = try #require(JSON.read(try listing.written(as: .json)).elements.first)
        #expect(row["at"] == .text("2027-01-15T09:00:00+01:00") && row["detail"]["letters"] == .number(12))
    }

    @Test func `who does it is an account at a host`() {
        #expect(Acting.atTheTerminal.doer.name.wholeMatch(of: /[^@\s]+@[^@\s]+/) != nil)
    }

    private func zone() throws -> Zone { try #require(Zone("Europe/Copenhagen")) }

    private func letter(
        _ id: Int64,
        due: Instant?,
        _ state: QueuedLetter.State,
        replyCode: Int? = nil
    ) -> QueuedLetter {
        QueuedLetter(
            id: id,
            route: "post",
            course: "demo",
            leader: "lone@albertslund.example",
            due: due,
            attempt: 3,
            failures: 2,
            state: state,
            replyCode: replyCode
        )
    }
}
