import Foundation
import Hummingbird
import NIOCore

/// What a form's fields held when it was sent.
struct Form: Sendable {
    private let values: [String: [String]]
    private let files: [String: UploadedFile]

    /// The last value of a field without white space around it; empty where there is none.
    subscript(name: String) -> String {
        (values[name]?.last ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Everything that a field held, as it was typed, with lines ended by `\n`.
    func text(_ name: String) -> String {
        (values[name]?.last ?? "").replacing("\r\n", with: "\n")
    }

    /// All values of a field that may be given several times.
    func all(_ name: String) -> [String] {
        values[name] ?? []
    }

    /// The names of all fields that are not files.
    var names: some Sequence<String> { values.keys }

    /// Whether a box was ticked or a button pressed.
    func has(_ name: String) -> Bool {
        values[name] != nil
    }

    /// A file that was chosen; `nil` where none was.
    func file(_ name: String) -> UploadedFile? {
        files[name]
    }

    /// Fields by name.
    init(_ values: [String: [String]] = [:], files: [String: UploadedFile] = [:]) {
        (self.values, self.files) = (values, files)
    }

    /// The fields of a form without files (WHATWG URL §5.1).
    init(urlEncoded text: String) {
        var components = URLComponents()
        components.percentEncodedQuery = text.replacing("+", with: "%20")
        self.init(Dictionary(grouping: components.queryItems ?? [], by: \.name).mapValues { $0.compactMap(\.value) })
    }

    /// Reads the body of a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - limit: The most octets that it may have.
    /// - Returns: Its fields.
    /// - Throws: ``FormFault`` where it is longer, or no form.
    static func read(_ request: Request, atMost limit: Int = 262_144) async throws -> Form {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
            throw FormFault.tooLong(limit: limit)
        }
        var body = ByteBuffer()
        for try await part in request.body {
            guard body.readableBytes + part.readableBytes <= limit else { throw FormFault.tooLong(limit: limit) }
            body.writeImmutableBuffer(part)
        }
        let type = request.headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            return try MultipartForm(Array(body.readableBytesView), type: type).form
        }
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            guard body.readableBytes == 0 else { throw FormFault.notAForm }
            return Form()
        }
        guard let text = String(bytes: body.readableBytesView, encoding: .utf8) else { throw FormFault.notAForm }
        return Form(urlEncoded: text)
    }
}

/// A file that came with a form.
struct UploadedFile: Sendable {
    /// Its name at the other end; no path.
    let name: String
    /// What is in it.
    let bytes: [UInt8]
}

/// Why the body of a request is not read.
enum FormFault: Error, Hashable {
    /// It is no form.
    case notAForm
    /// It has more octets than that.
    case tooLong(limit: Int)
}
