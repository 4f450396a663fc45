import Course
import CourseStore
import CourseTesting
import Testing

@testable import CourseWeb

/// A municipality's settings and closing days, in browsers.
struct SettingsPagesTests {
    private let path = "/courses/small/settings/glostrup"

    /// The form of the page as a browser would send it, with some fields typed over.
    private func form(
        _ site: TestSite,
        isWhole: Bool,
        typing typed: [String: String]
    ) async throws -> [(String, String)] {
        let glostrup = try #require(try await site.store.course("small").outline.municipality("glostrup"))
        let entry = SettingsEntry(MunicipalitySettings(of: glostrup))
        let names = isWhole ? SettingsEntry.names : SettingsEntry.namesForAll
        return names.flatMap { name in
            [(name, typed[name] ?? entry.typed[name] ?? ""), ("was-\(name)", entry.was[name] ?? "")]
        }
    }

    private func glostrup(_ site: TestSite) async throws -> Municipality {
        try #require(try await site.store.course("small").outline.municipality("glostrup"))
    }

    @Test func `a coordinator changes the own signature, and neither sender nor coordinator`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let page = try await karim.get(path).text
            #expect(page.contains("name=\"signed\""))
            #expect(!page.contains("name=\"sender\""))
            #expect(!page.contains("name=\"coordinator\""))
            let answer = try await karim.post(
                path,
                try await form(site, isWhole: false, typing: ["signed": "Karim & co."])
                    + [("sender", "X <x@y.example>"), ("was-sender", ""), ("coordinator", "x@y.example")]
            )
            #expect((answer.code, answer.location) == (303, "/courses/small/settings"))
            let after = try await glostrup(site)
            #expect(after.signed == "Karim & co.")
            #expect(after.sender == "Digital ledelse <digital-ledelse@glostrup.example>")
            #expect(after.coordinator == "karim.lund@glostrup.example")
            #expect(try await karim.get("/courses/small/settings").text.contains("Karim &amp; co."))
        }
    }

    @Test func `the settings of the other municipality are not there`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            #expect(try await karim.get("/courses/small/settings/albertslund").code == 404)
            #expect(try await karim.get("/courses/small/settings/nowhere").code == 404)
            #expect(!(try await karim.get("/courses/small/settings").text.contains("mette.holm@albertslund.example")))
        }
    }

    @Test(
        arguments: [
            ("signed", ""), ("contact-name", ""), ("contact-email", "karim"), ("send-at", "25:00"), ("sender", "karim"),
            ("coordinator", ""),
        ]
    )
    func `what is wrong is said at its field, and what was typed stays`(field: String, typed: String) async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let admin = try await site.administrator()
            let before = try await glostrup(site)
            let answer = try await admin.post(
                path,
                try await form(site, isWhole: true, typing: [field: typed, "contact-phone": "12 34"])
            )
            #expect(answer.code == 422)
            #expect(answer.text.contains("id=\"fault-\(field)\""))
            #expect(answer.text.contains("href=\"#field-\(field)\""))
            #expect(answer.text.contains("value=\"12 34\""))
            #expect(try await glostrup(site) == before)
        }
    }

    @Test func `the second of two is shown what the first changed, and may then save`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let admin = try await site.administrator()
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let first = try await form(site, isWhole: true, typing: ["signed": "Den første"])
            let second = try await form(
                site,
                isWhole: false,
                typing: ["signed": "Den anden", "contact-phone": "12 34"]
            )
            #expect(try await admin.post(path, first).code == 303)
            let answer = try await karim.post(path, second)
            #expect(answer.code == 409)
            #expect(answer.text.contains("En anden har imens skrevet: Den første"))
            #expect(answer.text.contains("value=\"Den anden\""))
            #expect(answer.text.contains("name=\"was-signed\" value=\"Den første\""))
            #expect(try await glostrup(site).signed == "Den første")
            let again = second.map { $0.0 == "was-signed" ? ($0.0, "Den første") : $0 }
            #expect(try await karim.post(path, again).code == 303)
            #expect(try await glostrup(site).signed == "Den anden")
            #expect(try await glostrup(site).contact.phone == "12 34")
        }
    }

    @Test func `another time for letters shows what it moves before it is applied`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let before = try await site.store.course("small")
            let fields = try await form(site, isWhole: false, typing: ["send-at": "13:15", "signed": "Karim <i>"])
            let shown = try await karim.post(path, fields)
            #expect(shown.code == 200)
            #expect(shown.text.contains("samme dag, nu kl. 13.15"))
            #expect(shown.text.contains("name=\"signed\" value=\"Karim &lt;i&gt;\""))
            #expect(shown.text.contains("name=\"version\" value=\"\(before.version)\""))
            #expect(!shown.text.contains("albertslund.example"))
            #expect(try await glostrup(site).sendAt == LocalTime(9, 30))
            let stale = try await karim.post(
                path,
                fields + [("apply", "yes"), ("version", String(before.version - 1))]
            )
            #expect(stale.code == 409)
            #expect(stale.text.contains("samme dag, nu kl. 13.15"))
            #expect(try await glostrup(site).sendAt == LocalTime(9, 30))
            let done = try await karim.post(path, fields + [("apply", "yes"), ("version", String(before.version))])
            #expect((done.code, done.location) == (303, "/courses/small/settings"))
            #expect(try await glostrup(site).sendAt == LocalTime(13, 15))
            #expect(try await glostrup(site).signed == "Karim <i>")
            // What is not about time needs no difference; and whoever comes late is shown what changed.
            let signed = try await form(site, isWhole: false, typing: ["signed": "Karim"])
            #expect(try await karim.post(path, signed).code == 303)
            let late = try await karim.post(path, fields)
            #expect(late.code == 409)
            #expect(late.text.contains("En anden har imens skrevet"))
        }
    }

    private let closed = "/courses/small/settings/glostrup/closed"

    @Test func `closing days show what they move before they are applied`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let before = try await site.store.course("small")
            let form = try await karim.get(closed).text
            #expect(form.contains("value=\"2027-02-15\""))
            let fields = [
                ("from-0", "2027-01-20"), ("to-0", ""), ("from-1", "2027-02-15"), ("to-1", "2027-02-19"),
                ("remove-1", "yes"), ("from-2", ""), ("to-2", ""),
            ]
            let shown = try await karim.post(closed, fields)
            #expect(shown.code == 200)
            #expect(shown.text.contains("onsdag den 20. januar 2027"))
            #expect(shown.text.contains("tirsdag den 19. januar 2027"))
            #expect(shown.text.contains("Ikke lukket længere: fra mandag den 15. februar 2027"))
            #expect(try await site.store.course("small").version == before.version)

            let done = try await karim.post(closed, fields + [("apply", "yes"), ("version", String(before.version))])
            #expect((done.code, done.location) == (303, "/courses/small/settings"))
            #expect(try await glostrup(site).closed == [ClosedPeriod(from: Day(2027, 1, 20), to: Day(2027, 1, 20))])
        }
    }

    @Test func `a difference of another plan is shown again and not applied`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let seen = try await site.store.course("small").version
            _ = try await site.store.reschedule(
                course: "small",
                module: "workshop-1",
                session: nil,
                start: LocalDateTime(Day(2027, 4, 21), LocalTime(9, 0)),
                end: nil
            )
            let before = try await glostrup(site)
            let answer = try await karim.post(
                closed,
                [("from-0", "2027-01-27"), ("to-0", ""), ("apply", "yes"), ("version", String(seen))]
            )
            #expect(answer.code == 409)
            #expect(answer.text.contains("Forløbet er ændret, siden du så det"))
            #expect(try await glostrup(site) == before)
        }
    }

    @Test(
        arguments: [
            ("", "2027-01-20", "from-0"), ("i morgen", "", "from-0"), ("2027-01-20", "2027-01-19", "to-0"),
            ("2027-02-30", "", "from-0"), ("2027-01-20", "x", "to-0"),
        ]
    )
    func `days that are none are said at their field`(from: String, to: String, wrong: String) async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let answer = try await karim.post(closed, [("from-0", from), ("to-0", to)])
            #expect(answer.code == 422)
            #expect(answer.text.contains("id=\"fault-\(wrong)\""))
            #expect(answer.text.contains("href=\"#field-\(wrong)\""))
        }
    }

    @Test func `days that leave no plan are refused with the reason`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let before = try await glostrup(site)
            let answer = try await karim.post(closed, [("from-0", "2025-01-01"), ("to-0", "2028-12-31")])
            #expect(answer.code == 422)
            #expect(answer.text.contains("ingen arbejdsdag"))
            #expect(try await glostrup(site) == before)
        }
    }
}
