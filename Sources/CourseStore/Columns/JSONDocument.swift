import Foundation
import Postgres

/// A value kept as a JSON document, in a column of its own or as the rows of one parameter.
enum JSONDocument {
    /// The document of a value; the same value gives the same text.
    static func encode(_ value: some Encodable) throws -> PostgresJSON {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return PostgresJSON(text: String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// The value of a document.
    static func decode<Value: Decodable>(_ type: Value.Type, from document: PostgresJSON) throws -> Value {
        try JSONDecoder().decode(type, from: Data(document.text.utf8))
    }
}
