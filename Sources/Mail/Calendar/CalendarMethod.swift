/// What a reader's calendar is to do with an event (RFC 5546 §1.4).
public enum CalendarMethod: String, Sendable, Hashable {
    /// Enter it, or change what is entered.
    case request = "REQUEST"
    /// Take it out.
    case cancel = "CANCEL"

    /// The content type with this method.
    var contentType: StaticString {
        switch self {
        case .request: "text/calendar; charset=utf-8; method=REQUEST"
        case .cancel: "text/calendar; charset=utf-8; method=CANCEL"
        }
    }
}
