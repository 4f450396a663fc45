extension LeaderEntry {
    /// The entry with each text on one line and nothing empty in place of nothing, as a list would be read.
    public var folded: LeaderEntry {
        func optional(_ text: String?) -> String? {
            text.map(ListField.folded).flatMap { $0.isEmpty ? nil : $0 }
        }
        return LeaderEntry(
            name: ListField.folded(name),
            email: ListField.folded(email),
            area: ListField.folded(area),
            group: optional(group),
            isChair: isChair,
            title: optional(title),
            reportsTo: optional(reportsTo),
            language: language
        )
    }

    /// What a list would be told is wrong with it; empty where nothing is.
    public var complaints: [LeaderList.Complaint] {
        var complaints: [LeaderList.Complaint] = []
        for column in LeaderList.Column.allCases {
            let text = text(column) ?? ""
            let isNeeded = column.isRequired && column != .group
            if text.isEmpty {
                if isNeeded { complaints.append(.empty(column)) }
            } else if text.unicodeScalars.count > (column == .reportsTo || column == .email ? 254 : 200) {
                complaints.append(.tooLong(column))
            } else if text.unicodeScalars.contains(where: \.isControl) {
                complaints.append(.controlCharacter(column))
            } else if column == .email, !MailText.isAddress(text) {
                complaints.append(.noAddress(text))
            }
        }
        if isChair, group == nil { complaints.append(.chairOfNoGroup) }
        return complaints
    }
}
