import Foundation
import Testing

/// Files with bytes as they should be; written anew where `TANDEM_REWRITE_GOLDEN=1` is set.
enum Golden {
    static func expect(
        _ bytes: [UInt8],
        _ name: String,
        file: String = #filePath,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let path = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name)")
        if ProcessInfo.processInfo.environment["TANDEM_REWRITE_GOLDEN"] == "1" { try Data(bytes).write(to: path) }
        let golden = try String(decoding: Data(contentsOf: path), as: UTF8.self)
        #expect(String(decoding: bytes, as: UTF8.self) == golden, sourceLocation: location)
    }
}
