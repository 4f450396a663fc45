/// An appointment in a letter, for the reader's calendar (RFC 5545 §3.6.1, RFC 5546 §3.2).
public struct CalendarEvent: Sendable, Hashable {
    /// Names the event for ever: the same in the request, its updates and its cancellation.
    public var uid: String
    /// 0 at first, one more with each change that matters to the reader.
    public var sequence: Int
    /// What the calendar is to do.
    public var method: CalendarMethod
    /// When this version was written, in seconds since 1970.
    public var stamp: Int64
    /// When it begins, in seconds since 1970.
    public var start: Int64
    /// When it ends, in seconds since 1970.
    public var end: Int64
    /// The zone that its times are told in.
    public var zone: CalendarZone
    /// The title.
    public var summary: String
    /// The place; may be empty.
    public var location: String
    /// More about it; may be empty.
    public var details: String
    /// Who invites.
    public var organiser: Mailbox
    /// Who is invited.
    public var attendee: Mailbox

    /// Makes an appointment.
    public init(
        uid: String,
        sequence: Int = 0,
        method: CalendarMethod = .request,
        stamp: Int64,
        start: Int64,
        end: Int64,
        zone: CalendarZone,
        summary: String,
        location: String = "",
        details: String = "",
        organiser: Mailbox,
        attendee: Mailbox
    ) {
        self.uid = uid
        self.sequence = sequence
        self.method = method
        self.stamp = stamp
        self.start = start
        self.end = end
        self.zone = zone
        self.summary = summary
        self.location = location
        self.details = details
        self.organiser = organiser
        self.attendee = attendee
    }

    /// The appointment as a letter's calendar part.
    public var part: Message.CalendarPart {
        Message.CalendarPart(method: method, content: iCalendar)
    }
}
