import HTTPTypes

/// A row of the table of DESIGN §6: an address of the site, and what each gets who asks for it.
///
/// `own` and `other` are the coordinators of the municipality whose row the path names, and of the other one.
struct Access: Sendable, CustomStringConvertible {
    let method: HTTPRequest.Method
    /// As the router has it.
    let pattern: String
    /// The path to ask for, about a municipality's row; a form's fields where it is posted.
    let path: @Sendable (Cast, Cast.Town) async throws -> String
    let form: [(String, String)]
    /// The status that each gets.
    let statuses: [Cast.Part: Int]

    var description: String { "\(method.rawValue) \(pattern)" }

    /// A page that is asked for.
    static func get(
        _ pattern: String,
        nobody: Int,
        administrator: Int,
        own: Int,
        other: Int,
        chair: Int,
        leader: Int,
        helper: Int,
        path: @escaping @Sendable (Cast, Cast.Town) async throws -> String
    ) -> Access {
        Access(
            method: .get,
            pattern: pattern,
            path: path,
            form: [],
            statuses: [
                .nobody: nobody, .administrator: administrator, .own: own, .other: other, .chair: chair,
                .leader: leader,
                .helper: helper,
            ]
        )
    }

    /// A form that is sent.
    static func post(
        _ pattern: String,
        _ form: [(String, String)] = [],
        nobody: Int,
        administrator: Int,
        own: Int,
        other: Int,
        chair: Int,
        leader: Int,
        helper: Int,
        path: @escaping @Sendable (Cast, Cast.Town) async throws -> String
    ) -> Access {
        Access(
            method: .post,
            pattern: pattern,
            path: path,
            form: form,
            statuses: [
                .nobody: nobody, .administrator: administrator, .own: own, .other: other, .chair: chair,
                .leader: leader,
                .helper: helper,
            ]
        )
    }

    /// Pages about a session, where a coordinator reads the names and areas of the other municipality's leaders who are at it.
    static let joint: Set<String> = []

    /// The whole table, a list a room.
    static let all: [Access] =
        foyer + signIn + courses + plan + people + workshops + letters + messages + ledger + leader
}
