/// A rule that sends something about a module: when, to whom, and unless what.
public struct Prompt: Hashable, Codable, Sendable {
    /// Its name, unique in the module; the shipped letters go by it.
    public var key: String
    /// When it leaves.
    public var send: Moment
    /// Who gets it.
    public var to: Audience
    /// What makes it needless.
    public var unless: Condition?
    /// The administrator's own subject, with `{fields}`.
    public var subject: String?
    /// The administrator's own text, with `{fields}`.
    public var text: String?

    /// A rule without own words.
    public init(key: String, send: Moment, to: Audience = .leaders, unless: Condition? = nil) {
        self.key = key
        self.send = send
        self.to = to
        self.unless = unless
    }

    /// Who gets a prompt.
    public enum Audience: String, Hashable, Codable, Sendable, CaseIterable {
        /// Every leader in the scope.
        case leaders
        /// The chairs of the groups in the scope.
        case chairs
    }

    /// What makes a prompt needless.
    public enum Condition: String, Hashable, Codable, Sendable, CaseIterable {
        /// The film is seen, or the group's notes are written.
        case done
        /// The group's meeting has its date.
        case dateChosen = "date-chosen"
        /// The leader has booked a slot.
        case booked
    }

    /// What a prompt is for; it decides how long it is useful and which shipped letter speaks it.
    public enum Purpose: String, Hashable, Codable, Sendable, CaseIterable {
        /// The link of a film, an assessment or a material.
        case link
        /// Please come to this session.
        case invitation
        /// Where you sit.
        case yourTable = "your-table"
        /// Please set the date of your group's meeting.
        case chooseDate = "choose-date"
        /// The date is still missing.
        case chooseDateReminder = "choose-date-reminder"
        /// What the meeting will talk about.
        case questions
        /// Please write the group's notes.
        case notes
        /// Please book a service check.
        case booking
        /// The booking is still missing.
        case bookingReminder = "booking-reminder"
        /// It is soon, or due soon.
        case reminder
        /// The administrator's own letter, under a key of the administrator's own.
        case message
    }

    /// What a prompt of this key is for in a module of `kind`: `reminder` and `reminder-…` remind; a key that no shipped
    /// letter knows is the administrator's own message.
    public func purpose(in kind: Module.Kind) -> Purpose {
        if key == "reminder" || key.hasPrefix("reminder-") { return .reminder }
        guard let purpose = Purpose(rawValue: key), purpose.kinds.contains(kind) else { return .message }
        return purpose
    }
}

extension Prompt.Purpose {
    /// The kinds of modules that know this purpose.
    public var kinds: Set<Module.Kind> {
        switch self {
        case .link: [.film, .assessment, .material]
        case .invitation: [.gathering, .workshop]
        case .yourTable: [.workshop]
        case .chooseDate, .chooseDateReminder, .questions, .notes: [.reflection]
        case .booking, .bookingReminder: [.serviceCheck]
        case .reminder, .message: Set(Module.Kind.allCases)
        }
    }

    /// Whether it only brings something else to mind, and so is left out of a letter that brings the thing itself.
    public var isReminder: Bool {
        switch self {
        case .reminder, .chooseDateReminder, .bookingReminder: true
        case .link, .invitation, .yourTable, .chooseDate, .questions, .notes, .booking, .message: false
        }
    }
}
