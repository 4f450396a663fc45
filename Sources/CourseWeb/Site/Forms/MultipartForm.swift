/// A form with files (RFC 7578).
struct MultipartForm {
    /// Its fields.
    let form: Form

    /// - Throws: ``FormFault`` where it is cut off or has no boundary.
    init(_ body: [UInt8], type: String) throws(FormFault) {
        guard let match = type.firstMatch(of: /(?i)boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/),
            let boundary = match.output.1 ?? match.output.2
        else { throw .notAForm }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter needs no line before it.
        let bytes = Array("\r\n".utf8) + body
        var values: [String: [String]] = [:]
        var files: [String: UploadedFile] = [:]
        guard var start = bytes.position(of: delimiter, from: 0).map({ $0 + delimiter.count }) else { throw .notAForm }
        while !bytes[start...].starts(with: [45, 45]) {
            guard let end = bytes.position(of: delimiter, from: start) else { throw .notAForm }
            let part = bytes[start..<end]
            start = end + delimiter.count
            guard let head = Array(part).position(of: [13, 10, 13, 10], from: 0) else { continue }
            let content = Array(part.dropFirst(head + 4))
            let disposition = String(decoding: part.prefix(head), as: UTF8.self)
            guard let name = Self.parameter("name", of: disposition) else { continue }
            if let fileName = Self.parameter("filename", of: disposition) {
                // A file field without a file has an empty name.
                if !fileName.isEmpty || !content.isEmpty {
                    let last = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
                    files[name] = UploadedFile(name: last ?? "", bytes: content)
                }
            } else {
                values[name, default: []].append(String(decoding: content, as: UTF8.self))
            }
        }
        form = Form(values, files: files)
    }

    /// A parameter of the content disposition; browsers write quotes in it as `%22` (WHATWG HTML §4.10.22.8).
    private static func parameter(_ name: String, of disposition: String) -> String? {
        for line in disposition.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            for match in line.matches(of: /;\s*([a-z]+)="([^"]*)"/) where match.output.1 == name {
                return String(match.output.2).replacing("%22", with: "\"")
            }
        }
        return nil
    }
}

extension [UInt8] {
    fileprivate func position(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        var index = start
        while index <= count - pattern.count {
            if self[index] == first, self[index..<index + pattern.count].elementsEqual(pattern) { return index }
            index += 1
        }
        return nil
    }
}
