import CLibPQ

extension PostgresError {
    /// The error of a failed result, or of the connection where there is none.
    init(result: OpaquePointer?, connection: OpaquePointer, parameters: Parameters?) {
        func field(_ name: Character) -> String? {
            guard let result, let code = name.asciiValue, let text = PQresultErrorField(result, Int32(code)) else {
                return nil
            }
            return String(cString: text)
        }
        guard let code = field("C") else {
            self.init(connection: connection, code: .connectionFailure)
            return
        }
        self.init(Code(rawValue: code))
        message = field("M").flatMap { Self.isFree(ofValues: $0, self.code, parameters) ? $0 : nil }
        constraint = field("n")
        table = field("t")
        column = field("c")
        position = field("P").flatMap { Int($0) }
    }

    /// The error of a connection that could not be made or has broken; libpq gives no SQLSTATE for those.
    init(connection: OpaquePointer?, code: Code) {
        let text = connection.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? "out of memory"
        self.init(code, text.split(whereSeparator: \.isNewline).joined(separator: "; "))
    }

    /// Whether a primary message can hold no value.
    ///
    /// Those of some classes only name what the schema, the server or the transaction is about. Those of a second group quote a part of the
    /// statement, or a name that may have been a value (`$1::regclass`): they pass when nothing they quote was bound. All others
    /// may well quote a value, as those of class 22 (data) and P0 (functions) do.
    private static func isFree(ofValues message: String, _ code: Code, _ parameters: Parameters?) -> Bool {
        switch code.category {
        case "08", "23", "25", "40", "53", "55", "57":
            return true
        case "0A", "26", "28", "2B", "3D", "3F", "42", "54", "58":
            guard let parameters, parameters.count > 0 else { return true }
            let quoted = message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            return !quoted.contains { $0.offset % 2 == 1 && parameters.contain($0.element) }
        default:
            return false
        }
    }
}
