/// What one mapping of the course file may hold: the reader checks by it, and the JSON Schema is written from it.
struct Shape: Sendable {
    /// What it is, for messages: `a session`.
    var noun: Sentence
    /// Its keys, in the order in which people write them.
    var keys: [Key]
    /// What else must hold between its values, each sound by itself.
    var holds: @Sendable (Datum) -> [Finding]

    init(_ noun: Sentence, _ keys: [Key], holds: @escaping @Sendable (Datum) -> [Finding] = { _ in [] }) {
        self.noun = noun
        self.keys = keys
        self.holds = holds
    }

    var names: [String] { keys.map(\.name) }

    subscript(name: String) -> Key? { keys.first { $0.name == name } }

    /// What is wrong at a path below a mapping.
    typealias Finding = (path: [String], sentence: Sentence)

    /// One key of a mapping.
    struct Key: Sendable {
        var name: String
        var required: Bool
        var value: Value
        /// What it means, for the schema.
        var about: String

        static func required(_ name: String, _ value: Value, _ about: String) -> Key {
            Key(name: name, required: true, value: value, about: about)
        }

        static func optional(_ name: String, _ value: Value, _ about: String) -> Key {
            Key(name: name, required: false, value: value, about: about)
        }
    }

    /// What a key's value may be.
    indirect enum Value: Sendable {
        /// A name for rules and commands: a-z, 0-9 and hyphens.
        case key
        /// A text of one line, of at most so many characters.
        case line(Int)
        /// A text of any number of lines, of at most so many characters.
        case prose(Int)
        /// A civil date.
        case day
        /// A civil date and a time.
        case dateTime
        /// A wall-clock time.
        case time
        /// A point of a film, in minutes and seconds.
        case filmTime
        /// A rule of time.
        case moment
        /// A whole number.
        case number(ClosedRange<Int>)
        /// One word out of a few.
        case choice([String])
        /// A mail address.
        case address
        /// A mail address with a name.
        case sender
        /// An address of the web.
        case link
        /// A time zone's IANA name.
        case timeZone
        /// A mapping of a fixed shape.
        case mapping(Shape)
        /// A mapping whose shape goes by its key `kind`.
        case module
        /// A day, or a mapping of a shape.
        case dayOr(Shape)
        /// A mapping from names of the author's own, at least so many.
        case named(Value, atLeast: Int, noun: Sentence)
        /// A list of at least so many. With `keyed`, each entry's `key` is unique in it.
        case list(Value, atLeast: Int, keyed: Bool = false)
    }
}
