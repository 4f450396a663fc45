/// Why a door stays shut.
enum DoorFault: Error, Hashable {
    /// Nobody is signed in.
    case notSignedIn
    /// There is no such page for this person: whether it is there at all is not said.
    case notThere
    /// The request comes from another site.
    case foreign
}
