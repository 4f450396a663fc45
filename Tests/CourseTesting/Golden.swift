public import Foundation

/// Files beside a test, in its folder `Golden/`, with what is to come out of it.
///
/// `TANDEM_REWRITE_GOLDEN=1` writes them anew; then read the difference.
public struct Golden: Sendable {
    /// Whether the files are written anew.
    public static let rewrites = ProcessInfo.processInfo.environment["TANDEM_REWRITE_GOLDEN"] == "1"

    /// Where the files are.
    public let folder: URL

    /// The golden files of the calling file's folder.
    public init(beside file: String = #filePath) {
        folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden")
    }

    /// What a file holds, to be compared with what came out; where files are written anew, that.
    public func text(_ name: String, for actual: String) throws -> String {
        let file = folder.appending(path: name)
        if Self.rewrites { try Data(actual.utf8).write(to: file) }
        return try String(decoding: Data(contentsOf: file), as: UTF8.self)
    }

    /// The names of all files.
    public var names: Set<String> {
        get throws {
            Set(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") })
        }
    }
}
