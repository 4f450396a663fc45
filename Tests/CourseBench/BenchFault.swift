/// Why a measurement could not be taken.
struct BenchFault: Error, CustomStringConvertible {
    /// One sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
