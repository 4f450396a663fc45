import ArgumentParser
import Course

/// The faults of a file, a line each.
enum FileFaults {
    /// Reads a file; its faults stand on lines of their own, as an editor and a person look for them: `FILE:LINE:COLUMN: …`.
    ///
    /// - Throws: `ExitCode.failure`, when the faults have been said.
    static func saying<Value, Fault: Error>(_ read: () throws(Fault) -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            Terminal.say("\(error)")
            throw ExitCode.failure
        }
    }
}
