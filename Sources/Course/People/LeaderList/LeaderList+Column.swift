extension LeaderList {
    /// What a column of a list tells.
    public enum Column: Hashable, Sendable, CaseIterable {
        /// The leader's name.
        case name
        /// The leader's mail address.
        case email
        /// The leader's area.
        case area
        /// The leader's group.
        case group
        /// Whether the leader chairs the group.
        case chair
        /// The leader's title.
        case title
        /// Whom the leader reports to.
        case reportsTo
        /// The leader's language.
        case language

        /// The headers that mean it, Danish first, as they are told; case is of no account.
        public var headers: [String] {
            switch self {
            case .name: ["Navn", "Name"]
            case .email: ["E-mail", "Mail", "Email"]
            case .area: ["Område", "Area"]
            case .group: ["Ledergruppe", "Group"]
            case .chair: ["Mødeleder", "Formand", "Tovholder", "Chair"]
            case .title: ["Stilling", "Title"]
            case .reportsTo: ["Nærmeste leder", "Reports to"]
            case .language: ["Sprog", "Language"]
            }
        }

        /// Whether a list without it is refused.
        public var isRequired: Bool {
            switch self {
            case .name, .email, .area, .group: true
            case .chair, .title, .reportsTo, .language: false
            }
        }

        /// The column that a header means.
        init?(header: String) {
            guard let column = Self.byHeader[header.lowercased()] else { return nil }
            self = column
        }

        private static let byHeader: [String: Column] = {
            var columns: [String: Column] = [:]
            for column in allCases {
                for header in column.headers { columns[header.lowercased()] = column }
            }
            return columns
        }()
    }
}
