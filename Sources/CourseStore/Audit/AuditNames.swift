import Course
import Postgres

/// What the things are called that entries of the audit log name by their keys and numbers, as far as whoever asks may see them.
public struct AuditNames: Sendable {
    /// The courses that are still there, by their keys.
    public var courses: [String: StoredCourse] = [:]
    /// Leaders' names by their numbers.
    public var leaders: [Int64: String] = [:]
    /// The names of leader groups by their numbers.
    public var groups: [Int64: String] = [:]
    /// The subjects of messages by their numbers.
    public var messages: [Int64: String] = [:]
    /// The addresses of administrators by their numbers.
    public var administrators: [Int64: String] = [:]
    /// The names of helpers by their numbers.
    public var helpers: [Int64: String] = [:]
    /// The names of those who do something, by their addresses in small letters.
    public var doers: [String: String] = [:]

    /// No names yet.
    public init() {}

    /// What a number in an entry is the number of.
    enum Table: String, CaseIterable {
        case leader, group, message, administrator, helper
    }
}

extension Transaction {
    /// The names of what entries are about.
    func names(in entries: [AuditTrail.Entry]) async throws -> AuditNames {
        var names = AuditNames()
        let entries = entries.map(\.entry)
        var courses = Set(entries.compactMap(\.course))
        for entry in entries where [.courseSucceed, .courseCopy].contains(AuditAction(rawValue: entry.action)) {
            if let previous = entry.subject { courses.insert(previous) }
        }
        for key in courses.sorted() where try await first(ProgrammeQueries.course(key: key)) != nil {
            names.courses[key] = try await course(key)
        }
        var numbers: [AuditNames.Table: Set<Int64>] = [:]
        for entry in entries {
            for (table, number) in entry.numbers { numbers[table, default: []].insert(number) }
        }
        for (table, ids) in numbers {
            let found = try await rows(AuditTrailQueries.names(in: table, of: ids.sorted()))
            let byNumber = Dictionary(found, uniquingKeysWith: { one, _ in one })
            switch table {
            case .leader: names.leaders = byNumber
            case .group: names.groups = byNumber
            case .message: names.messages = byNumber
            case .administrator: names.administrators = byNumber
            case .helper: names.helpers = byNumber
            }
        }
        let addresses = Set(entries.map { $0.doer.lowercased() }).sorted()
        names.doers = Dictionary(
            try await rows(AuditTrailQueries.doers(addresses)),
            uniquingKeysWith: { one, _ in one }
        )
        return names
    }
}

extension AuditEntry {
    /// The rows that it names by their numbers.
    fileprivate var numbers: [(AuditNames.Table, Int64)] {
        var numbers: [(AuditNames.Table, Int64)] = []
        // Of two words, as `12 meeting-1`, the first is the number.
        let subject = subject?.split(separator: " ").first.flatMap { Int64($0) }
        if let subject, let table = AuditAction(rawValue: action)?.table { numbers.append((table, subject)) }
        for figure in [AuditFigure.successor, .leader] {
            if let leader = detail[figure.rawValue] { numbers.append((.leader, Int64(leader))) }
        }
        return numbers
    }
}

extension AuditAction {
    /// What its subject is the number of; `nil` where it is none, or a letter's.
    fileprivate var table: AuditNames.Table? {
        switch self {
        case .leaderAddress, .leaderEdit, .leaderWithdraw, .leaderReturn, .leaderSuccession, .leaderLanguage,
            .leaderAddressTaken, .messageCopy, .messageMissed:
            .leader
        case .groupRename, .groupChair, .meetingSet, .meetingRemove: .group
        case .messageSend, .messageCancel: .message
        case .administratorAdd, .administratorRemove, .administratorLink: .administrator
        case .helperAdd, .helperRemove: .helper
        case .courseImport, .courseCopy, .courseSucceed, .courseEnrol, .courseLive, .courseLiveWithoutAgreement,
            .coursePause, .courseSimulate, .courseClock, .agreementGive, .agreementWithdraw, .municipalitySet,
            .calendarSet, .enrolmentApply, .enrolmentElsewhere, .filmDone, .reflectionDone, .seatSet, .sessionMove,
            .mailHold, .mailRetry,
            .mailCancel, .wordsSet, .wordsReset:
            nil
        }
    }
}
