import Course

/// Where a course file is chosen; and everything that is wrong with one.
struct CourseFilePage: Page {
    static let template = "courses-file"

    let title: String
    /// What is wrong with the file as such.
    let fault: String?
    /// The name of the file that has faults.
    let fileName: String?
    /// How many there are, in words.
    let faultCount: String?
    let faults: [Fault]
    let file: Field

    /// One thing that is wrong in the file.
    struct Fault: Sendable {
        let place: String
        let sentence: String
    }

    /// The form, with what is wrong with the file that was chosen before.
    init(fault: String? = nil, in language: Language) {
        self.init(fault: fault, fileName: nil, faults: [], in: language)
    }

    /// The form, with everything that is wrong in a file.
    init(faults: CourseFileFaults, in language: Language) {
        self.init(
            fault: nil,
            fileName: faults.name,
            faults: faults.faults.map { fault in
                Fault(
                    place: language(
                        "linje \(fault.line), tegn \(fault.column)",
                        "line \(fault.line), column \(fault.column)"
                    ),
                    sentence: fault.sentence(in: language)
                )
            },
            in: language
        )
    }

    private init(fault: String?, fileName: String?, faults: [Fault], in language: Language) {
        title = language("Nyt forløb fra en fil", "New course from a file")
        (self.fault, self.fileName, self.faults) = (fault, fileName, faults)
        faultCount =
            faults.isEmpty
            ? nil
            : faults.count == 1
                ? language("én fejl", "one fault")
                : language("\(faults.count) fejl", "\(faults.count) faults")
        file = Field(
            "file",
            label: language("Forløbsfil", "Course file"),
            hint: language(
                "En tekstfil i YAML. Findes forløbet allerede, ser du først, hvad filen ændrer.",
                "A text file in YAML. Where the course is there already, you first see what the file changes."
            ),
            fault: fault,
            type: "file",
            isRequired: true
        )
    }
}
