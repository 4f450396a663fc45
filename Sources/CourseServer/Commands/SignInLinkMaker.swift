import Correspondence
import CourseStore

/// Makes links to come in by for whoever is at the terminal.
struct SignInLinkMaker {
    private let database: DatabaseOptions

    init(_ database: DatabaseOptions) {
        self.database = database
    }

    /// A whole link with a fresh token that `admit` makes known to the store.
    func link(_ admit: @Sendable (Store, Token) async throws -> Void) async throws -> String {
        let address = try Settings.readAddress(file: database.config)
        var generator = SystemRandomNumberGenerator()
        let token = Token(using: &generator)
        try await database.withStore { store in try await admit(store, token) }
        return SignInPress.link(token, at: address.description)
    }
}
