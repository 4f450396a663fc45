import Course

/// Closing days as they are typed, a row a period; a row without days is none.
struct ClosedPeriodsEntry: Sendable {
    let rows: [Row]

    /// More rows than this no form has.
    private static let most = 200

    /// A period as it is typed.
    struct Row: Sendable {
        var from = ""
        var to = ""
        var isRemoved = false

        var isEmpty: Bool { from.isEmpty && to.isEmpty || isRemoved }

        /// The days, without a last one a single day; `nil` where they are none.
        var period: ClosedPeriod? {
            guard let from = Day(iso: from), let to = to.isEmpty ? from : Day(iso: to), from <= to else { return nil }
            return ClosedPeriod(from: from, to: to)
        }
    }

    /// The periods as they stand, and room for a few more.
    init(_ periods: [ClosedPeriod]) {
        rows =
            periods.sorted { $0.from < $1.from }.map {
                Row(from: $0.from.description, to: $0.to == $0.from ? "" : $0.to.description)
            } + Array(repeating: Row(), count: 3)
    }

    init(_ form: Form) {
        rows = (0..<Self.most).prefix { form.has("from-\($0)") }.map { number in
            Row(from: form["from-\(number)"], to: form["to-\(number)"], isRemoved: form.has("remove-\(number)"))
        }
    }

    /// All periods; `nil` where one of them is none.
    var periods: [ClosedPeriod]? {
        let all = rows.filter { !$0.isEmpty }.map(\.period)
        return all.contains { $0 == nil } ? nil : all.compactMap(\.self)
    }
}
