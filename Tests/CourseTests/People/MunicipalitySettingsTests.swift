import Course
import CourseTesting
import Testing

/// What of a municipality's settings could stand in a course file.
struct MunicipalitySettingsTests {
    private func settings(_ change: (inout MunicipalitySettings) -> Void = { _ in }) throws -> MunicipalitySettings {
        var settings = MunicipalitySettings(of: try DemoCourse.outline().municipalities[0])
        change(&settings)
        return settings
    }

    @Test func `those of a course file are in order, with and without a telephone`() throws {
        for municipality in try DemoCourse.outline().municipalities {
            #expect(MunicipalitySettings(of: municipality).faults == [])
        }
        #expect(try settings { $0.contact.phone = nil }.faults == [])
    }

    @Test func `each part that could not stand in a file is named, and no other`() throws {
        #expect(try settings { $0.sender = "digital@albertslund.example" }.faults == [.sender])
        #expect(try settings { $0.sender = "A\r\nBcc: x@y.example <a@b.example>" }.faults == [.sender])
        #expect(try settings { $0.signed = "  " }.faults == [.signed])
        #expect(try settings { $0.signed = "Mette\nHolm" }.faults == [.signed])
        #expect(try settings { $0.signed = String(repeating: "m", count: 201) }.faults == [.signed])
        #expect(try settings { $0.contact.name = "" }.faults == [.contactName])
        #expect(try settings { $0.contact.email = "mette" }.faults == [.contactEmail])
        #expect(try settings { $0.contact.phone = "1\u{2028}2" }.faults == [.contactPhone])
        #expect(try settings { $0.coordinator = "mette@holm" }.faults == [.coordinator])
        #expect(
            try settings {
                $0.signed = ""
                $0.coordinator = ""
            }.faults == [.signed, .coordinator]
        )
    }
}
