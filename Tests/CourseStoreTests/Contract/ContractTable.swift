/// Who may do what with which row: DESIGN §6, table by table.
///
/// The rows are those of one leader (`self`), of the leader's group, municipality and course. R reads, I inserts, U updates, D
/// deletes; - nothing at all. Beside `self` there are the `chair` of the group, a `mate` of the same municipality in another
/// group, a leader from `afar`, of the other municipality, and the `helper` whom `self` has booked.
enum ContractTable {
    static let text = """
        table                   administrator  own   other  chair  self  mate  afar  helper  post  door  nobody

        course                  RIUD           R     R      R      R     R     R     R       RIUD  -     -
        course/draft            RIUD           -     -      -      -     -     -     -       RIUD  -     -
        municipality            RIUD           RU    R      R      R     R     R     R       RIUD  -     -
        municipality/draft      RIUD           -     -      -      -     -     -     -       RIUD  -     -
        closed_period           RIUD           RIUD  R      R      R     R     R     R       RIUD  -     -
        area                    RIUD           RI    R      R      R     R     R     R       RIUD  -     -
        equivalent_area         RIUD           R     R      R      R     R     R     R       RIUD  -     -
        session                 RIUD           R     R      R      R     R     R     R       RIUD  -     -
        course_clock            RIUD           R     R      R      R     R     R     R       RIUD  -     -

        leader                  RIUD           RIU   -      -      R     -     -     -       RIUD  -     -
        leader_group            RIUD           RIU   -      R      R     -     -     -       RIUD  -     -
        seat                    RIUD           RIUD  -      -      R     -     -     -       RIUD  -     -
        meeting                 RIUD           RIUD  -      RIU    R     -     -     -       RIUD  -     -
        helper                  RIUD           RIUD  -      -      -     -     -     R       -     -     -

        booking                 -              -     -      -      RIUD  -     -     R       RIUD  -     -
        film_done               I              -     -      -      RI    -     -     -       R     -     -
        reflection_done         I              -     -      RI     R     -     -     -       R     -     -

        planned_prompt          R              R     -      R      R     R     -     -       RIUD  -     -
        planned_prompt/group    R              R     -      R      R     -     -     -       RIUD  -     -
        planned_prompt/booking  -              -     -      -      R     -     -     -       RIUD  -     -
        stopped_prompt          RIUD           R     R      R      R     R     R     -       RIUD  -     -

        letter                  R              R     -      -      R     -     -     -       RIUD  -     -
        letter/discreet         -              -     -      -      R     -     -     -       RIUD  -     -
        letter_history          R              R     -      -      R     -     -     -       RI    -     -
        letter_history/discreet -              -     -      -      R     -     -     -       RI    -     -
        letter_message          -              -     -      -      R     -     -     -       RIUD  -     -
        letter_item             R              R     -      -      R     -     -     -       RIUD  -     -
        letter_item/discreet    -              -     -      -      R     -     -     -       RIUD  -     -
        correction              R              R     -      -      R     -     -     -       RIUD  -     -
        correction/discreet     -              -     -      -      R     -     -     -       RIUD  -     -
        corrected_date          R              R     -      -      R     -     -     -       RIUD  -     -
        corrected_date/discreet -              -     -      -      R     -     -     -       RIUD  -     -
        bounce                  R              R     -      -      R     -     -     -       RIUD  -     -
        bounce/discreet         -              -     -      -      R     -     -     -       RIUD  -     -
        readdressed_letter      -              -     -      -      -     -     -     -       RIU   -     -

        direct_letter           -              -     -      -      -     -     -     -       RD    -     -
        message                 RI             RI    -      -      -     -     -     -       RI    -     -
        message/everybody       RI             R     R      -      -     -     -     -       RI    -     -
        message_share           RI             R     -      -      -     -     -     -       RI    -     -
        letter_copy             RI             R     -      -      -     -     -     -       RI    -     -
        prompt_words            RIUD           RIUD  -      -      -     -     -     -       RIUD  -     -
        item_tally              R              R     -      -      -     -     -     -       R     -     -
        item_tally/discreet     -              -     -      -      -     -     -     -       R     -     -
        ledger_change           R              R     R      -      -     -     -     -       R     -     -
        agreement               R              RIUD  -      -      -     -     -     -       R     -     -
        enrolment_draft         RIUD           RIUD  -      -      -     -     -     -       RIUD  -     -

        mailman                 R              -     -      -      -     -     -     -       RIUD  -     -
        mail_route              RIUD           -     -      -      -     -     -     -       RIUD  -     -
        mail_tally              -              -     -      -      -     -     -     -       RIUD  -     -
        kept_slot               -              -     -      -      -     -     -     -       -     -     -

        audit_entry             RI             I     I      I      I     I     I     I       I     I     -
        administrator           RIUD           -     -      -      -     -     -     -       -     -     -
        sign_in_challenge       -              -     -      -      -     -     -     -       -     RIUD  -
        sign_in_session         -              -     -      -      -     -     -     -       -     RIUD  -
        schema_migration        R              R     R      R      R     R     R     R       R     R     R
        """

    /// Which row of a table a line is about, of the leader `$leader`.
    static let conditions: [String: String] = [
        "course": "id = $course", "course/draft": "id = $draft",
        "municipality": "id = $municipality", "municipality/draft": "course = $draft",
        "closed_period": "municipality = $municipality", "area": "municipality = $municipality",
        "equivalent_area": "course = $course", "session": "course = $course", "course_clock": "course = $course",
        "leader": "id = $leader", "leader_group": "id = $group", "seat": "leader = $leader",
        "meeting": "leader_group = $group", "helper": "id = $helper", "booking": "leader = $leader",
        "film_done": "leader = $leader", "reflection_done": "leader_group = $group",
        "planned_prompt": "municipality = $municipality AND leader_group IS NULL AND leader IS NULL",
        "planned_prompt/group": "leader_group = $group AND leader IS NULL",
        "planned_prompt/booking": "leader = $leader", "stopped_prompt": "course = $course",
        "letter": "leader = $leader AND NOT discreet", "letter/discreet": "leader = $leader AND discreet",
        "letter_history": "leader = $leader AND NOT discreet",
        "letter_history/discreet": "leader = $leader AND discreet",
        "letter_message": "letter = $letter",
        "letter_item": "leader = $leader AND NOT discreet", "letter_item/discreet": "leader = $leader AND discreet",
        "correction": "leader = $leader AND NOT discreet", "correction/discreet": "leader = $leader AND discreet",
        "corrected_date": "leader = $leader AND NOT discreet",
        "corrected_date/discreet": "leader = $leader AND discreet",
        "bounce": "leader = $leader AND NOT discreet", "bounce/discreet": "leader = $leader AND discreet",
        "direct_letter": "letter = $letter", "message": "municipality = $municipality",
        "message/everybody": "course = $course AND municipality IS NULL",
        "message_share": "leader = $leader", "letter_copy": "letter = $letter",
        "prompt_words": "municipality = $municipality", "item_tally": "leaders = $leader AND NOT discreet",
        "item_tally/discreet": "leaders = $leader AND discreet", "ledger_change": "course = $course",
        "agreement": "municipality = $municipality", "enrolment_draft": "municipality = $municipality",
        "readdressed_letter": "letter = $letter", "audit_entry": "course = $course",
    ]

    /// A line: a table, which of its rows, and what each part may do with it.
    struct Line: Sendable {
        let name: String
        let rights: [String: String]

        var table: String { String(name.prefix { $0 != "/" }) }
        var condition: String { conditions[name] ?? "true" }
    }

    static let parts = words(in: text.prefix { $0 != "\n" }).dropFirst()

    static let lines: [Line] = text.split(separator: "\n").dropFirst().map { line in
        let cells = words(in: line)
        return Line(name: cells[0], rights: Dictionary(uniqueKeysWithValues: zip(parts, cells.dropFirst())))
    }

    private static func words(in line: Substring) -> [String] {
        line.split(separator: " ").map(String.init)
    }
}
