import Foundation

/// A JSON file of settings, with a dotted name for each: `{"tandem": {"mail": …}}` is `tandem.mail`.
///
/// Numbers may stand without quotes, and lists as such; what this program does not know is a fault, for a misspelt
/// setting would be one that is not set.
struct SettingsFile {
    /// Each setting as text, a list with commas.
    let values: [String: String]

    /// Reads a file.
    init(path: String) throws(SettingsFault) {
        let file = "the configuration file \(path)"
        guard let data = FileManager.default.contents(atPath: path),
            let entry = try? JSONDecoder().decode(Entry.self, from: data), case .object = entry
        else { throw SettingsFault(description: "\(file) cannot be read as JSON") }
        var values: [String: String] = [:]
        do {
            try entry.flatten(into: &values, as: [])
        } catch {
            throw SettingsFault(description: "\(file): \(error.name) is \(error.what)")
        }
        for name in values.keys.sorted() where !Settings.knows(name) {
            throw SettingsFault(description: "\(file) has the unknown setting \(name)")
        }
        self.values = values
    }

    private struct Unfit: Error {
        let name: String
        let what: String
    }

    private enum Entry: Decodable {
        case absent
        case text(String)
        case list([String])
        case object([String: Entry])
        case unfit

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .absent
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if (try? value.decode(Bool.self)) != nil {
                self = .unfit
            } else if let number = try? value.decode(Int.self) {
                self = .text(String(number))
            } else if let list = try? value.decode([String].self) {
                self = .list(list)
            } else if let object = try? value.decode([String: Entry].self) {
                self = .object(object)
            } else {
                self = .unfit
            }
        }

        func flatten(into values: inout [String: String], as path: [String]) throws(Unfit) {
            let name = path.joined(separator: ".")
            switch self {
            case .absent: break
            case .text(let text): values[name] = text
            case .list(let list): values[name] = list.joined(separator: ",")
            case .object(let members):
                for (key, entry) in members { try entry.flatten(into: &values, as: path + [key]) }
            case .unfit: throw Unfit(name: name, what: "neither text, a whole number nor a list of texts")
            }
        }
    }
}
