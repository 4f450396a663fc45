/// A letter to one person, and its bytes on the wire (RFC 5322, RFC 2045–2047).
///
/// The bytes depend on nothing but the values here, so that a second copy of a letter is the same bytes.
public struct Message: Sendable {
    /// Who writes.
    public var from: Mailbox
    /// Who answers go to, where that is another.
    public var replyTo: Mailbox?
    /// Who reads.
    public var to: Mailbox
    /// The subject; line breaks and control characters in it become spaces.
    public var subject: String
    /// When it was written.
    public var date: MessageDate
    /// `local@domain`, without the angle brackets.
    public var messageID: String
    /// Names the letter; letters, digits and hyphens of it, at most 40, make the boundary.
    public var token: String
    /// Further headers, as `Auto-Submitted: auto-generated`.
    public var headers: [Header]
    /// The text of the letter.
    public var text: String
    /// The same letter as HTML, where there is one.
    public var html: String?
    /// A calendar's view of the letter, where it has one.
    public var calendar: CalendarPart?

    /// Makes a letter.
    public init(
        from: Mailbox,
        replyTo: Mailbox? = nil,
        to: Mailbox,
        subject: String,
        date: MessageDate,
        messageID: String,
        token: String,
        headers: [Header] = [],
        text: String,
        html: String? = nil,
        calendar: CalendarPart? = nil
    ) {
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.token = token
        self.headers = headers
        self.text = text
        self.html = html
        self.calendar = calendar
    }

    /// A further header.
    public struct Header: Sendable, Hashable {
        /// Its name; what cannot stand in one is left out.
        public let name: String
        /// Its value; line breaks and control characters become spaces.
        public let value: String

        /// Pairs a name with a value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A `text/calendar` part (RFC 6047 §2.4).
    public struct CalendarPart: Sendable, Hashable {
        /// What the reader's calendar is to do.
        public let method: CalendarMethod
        /// The iCalendar object.
        public let content: String

        /// Pairs a method with an iCalendar object.
        public init(method: CalendarMethod, content: String) {
            self.method = method
            self.content = content
        }
    }
}
