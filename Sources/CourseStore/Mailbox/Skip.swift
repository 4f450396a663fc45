/// Why a leader's share of a prompt is in no letter.
public enum Skip: String, Hashable, Codable, Sendable, CaseIterable {
    /// The film is seen, or the notes are written.
    case done
    /// The meeting has its date.
    case dateChosen = "date-chosen"
    /// A slot is booked.
    case booked
    /// The same letter brings the thing itself.
    case superseded
    /// The leader has left the course.
    case withdrawn
    /// It never left while it was of use.
    case missed
    /// Somebody took it back.
    case cancelled
    /// Mail to the address is refused.
    case unreachable
    /// No seat yet.
    case noSeat = "no-seat"
    /// A seat, but no table yet.
    case noTable = "no-table"
    /// No leader group.
    case noGroup = "no-group"
    /// The group's meeting has no date yet.
    case noDate = "no-date"

    /// Whether it may still be sent when the reason has passed.
    public var isPassing: Bool {
        switch self {
        case .unreachable, .noSeat, .noTable, .noGroup, .noDate: true
        case .done, .dateChosen, .booked, .superseded, .withdrawn, .missed, .cancelled: false
        }
    }

    /// Those that close nothing.
    static let passing = allCases.filter(\.isPassing).map(\.rawValue)
}
