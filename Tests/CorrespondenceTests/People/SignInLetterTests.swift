import Course
import CourseTesting
import Foundation
import Mail
import Testing

@testable import Correspondence
@testable import CourseStore

/// How a letter to come in by reads, and who it is from.
struct SignInLetterTests {
    private static let house = SignInFacts.House(
        name: "Albertslund Kommune",
        signed: "Mette Holm",
        contact: Municipality.Contact(name: "Mette Holm", email: "mette.holm@albertslund.example", phone: "00 00 00 01")
    )

    private static func facts(_ language: Language, name: String?, house: SignInFacts.House?) -> SignInFacts {
        SignInFacts(
            name: name,
            language: language,
            site: house == nil ? "Tandem" : "Digital ledelse 2027",
            link: "https://kursus.example/sign-in/link/AbC-_dEfGhIjKlMnOpQrStUvWxYz0123456789-_abc",
            code: "042917",
            minutes: 15,
            house: house
        )
    }

    @Test(arguments: Language.allCases, [true, false])
    func `a letter to come in by reads as its golden files`(language: Language, isLeader: Bool) throws {
        let facts = Self.facts(language, name: isLeader ? "Anne Lund" : nil, house: isLeader ? Self.house : nil)
        let letter = facts.written(try .load())
        let name = isLeader ? "sign-in" : "sign-in-administrator"
        for (suffix, text) in [
            ("txt", "Subject: \(letter.subject)\n\n\(letter.text)"), ("html", letter.html),
        ] {
            let file = "\(name).\(language.rawValue).\(suffix)"
            #expect(text == (try Golden().text(file, for: text)), "\(file)")
        }
    }

    @Test func `neither the subject nor the first line beside it tells the code or the link`() throws {
        for language in Language.allCases {
            let letter = Self.facts(language, name: "Anne", house: Self.house).written(try .load())
            #expect(!letter.subject.contains("042"))
            let hidden = letter.html.split(separator: "display:none").dropFirst().first?.prefix { $0 != "<" }
            #expect(hidden?.isEmpty == false && hidden?.contains("042") == false)
            #expect(hidden?.contains("https") == false)
        }
    }

    private func addressee(
        _ address: String?,
        isAdministrator: Bool = false,
        house: Bool = true
    ) -> SignInAddressee {
        SignInAddressee(
            address: address,
            isAdministrator: isAdministrator,
            name: nil,
            language: nil,
            house: house
                ? SignInAddressee.House(
                    course: "Digital ledelse 2027",
                    timeZone: Zone("Europe/Copenhagen"),
                    municipality: Municipality.ID(rawValue: 7),
                    name: "Albertslund Kommune",
                    sender: "Digital ledelse <kursus@albertslund.example>",
                    signed: "Mette Holm",
                    contact: Self.house.contact
                ) : nil
        )
    }

    private func press(sender: String?) throws -> SignInPress {
        SignInPress(
            templates: try .load(),
            site: "https://kursus.example",
            sender: try sender.map { try Mail::Mailbox(parsing: $0) },
            zone: try #require(Zone("UTC"))
        )
    }

    @Test(arguments: [
        // Whose, who may be the sender, who then is, and whose relay carries it.
        (false, true, "Tandem <tandem@site.example>", "kursus@albertslund.example", true),
        (true, true, "Tandem <tandem@site.example>", "tandem@site.example", false),
        (true, true, nil, "kursus@albertslund.example", true),
        (true, false, "Tandem <tandem@site.example>", "tandem@site.example", false),
        (false, false, "Tandem <tandem@site.example>", "tandem@site.example", false),
    ])
    func `the sender's own relay carries a letter`(
        isAdministrator: Bool,
        hasHouse: Bool,
        sender: String?,
        from: String,
        byHouse: Bool
    ) throws {
        var random = SplitMix64(seed: 9)
        let token = UUID()
        let made = try press(sender: sender).letter(
            for: addressee("anne@albertslund.example", isAdministrator: isAdministrator, house: hasHouse),
            secrets: SignInSecrets(using: &random),
            token: token,
            language: .english,
            at: Instant(seconds: 1_800_000_000)
        )
        let letter = try #require(made)
        #expect(letter.letter.sender == from && letter.letter.recipient == "anne@albertslund.example")
        #expect((letter.municipality != nil) == byHouse)
        let text = String(decoding: letter.letter.message, as: UTF8.self)
        #expect(text.contains("<\(token.uuidString.lowercased())@") && text.contains("Auto-Submitted: auto-generated"))
    }

    @Test
    func `without a sender and without a course there is no letter, and nobody's is written as long as anybody's`()
        throws
    {
        var random = SplitMix64(seed: 10)
        let secrets = SignInSecrets(using: &random)
        func letter(_ addressee: SignInAddressee, sender: String?) throws -> SignInLetter? {
            try press(sender: sender).letter(
                for: addressee,
                secrets: secrets,
                token: UUID(),
                language: .danish,
                at: Instant(seconds: 0)
            )
        }
        #expect(try letter(addressee("a@b.example", isAdministrator: true, house: false), sender: nil) == nil)
        let nobody = try #require(try letter(addressee(nil), sender: nil)).letter
        let somebody = try #require(try letter(addressee("nobody@albertslund.example"), sender: nil)).letter
        #expect(nobody.recipient == somebody.recipient && nobody.message.count == somebody.message.count)
    }
}
