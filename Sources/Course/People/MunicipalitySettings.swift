/// How a municipality appears in its letters, and when they leave: what is edited on one page.
public struct MunicipalitySettings: Hashable, Sendable {
    /// Who its letters are from, as `Name <address>`.
    public var sender: String
    /// Who signs its letters.
    public var signed: String
    /// Whom to ask.
    public var contact: Municipality.Contact
    /// The coordinator's address.
    public var coordinator: String
    /// When its prompts leave, wall-clock.
    public var sendAt: LocalTime

    /// Settings from their parts.
    public init(
        sender: String,
        signed: String,
        contact: Municipality.Contact,
        coordinator: String,
        sendAt: LocalTime
    ) {
        (self.sender, self.signed, self.contact) = (sender, signed, contact)
        (self.coordinator, self.sendAt) = (coordinator, sendAt)
    }

    /// The settings of a municipality as it stands.
    public init(of municipality: Municipality) {
        (sender, signed, contact) = (municipality.sender, municipality.signed, municipality.contact)
        (coordinator, sendAt) = (municipality.coordinator, municipality.sendAt)
    }

    /// What can be wrong, as parts of the settings.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        /// No `Name <address>`.
        case sender
        /// Empty, longer than 200 characters, or more than one line.
        case signed
        /// Empty, longer than 200 characters, or more than one line.
        case contactName = "contact-name"
        /// No mail address.
        case contactEmail = "contact-email"
        /// Longer than 50 characters, or more than one line.
        case contactPhone = "contact-phone"
        /// No mail address.
        case coordinator
    }

    /// The parts that a course file would be refused for.
    public var faults: Set<Part> {
        var faults: Set<Part> = []
        if !MailText.isSender(sender) { faults.insert(.sender) }
        if !Self.isLine(signed, atMost: 200) { faults.insert(.signed) }
        if !Self.isLine(contact.name, atMost: 200) { faults.insert(.contactName) }
        if !MailText.isAddress(contact.email) { faults.insert(.contactEmail) }
        if let phone = contact.phone, !Self.isLine(phone, atMost: 50) { faults.insert(.contactPhone) }
        if !MailText.isAddress(coordinator) { faults.insert(.coordinator) }
        return faults
    }

    private static func isLine(_ text: String, atMost length: Int) -> Bool {
        !text.allSatisfy(\.isWhitespace) && text.count <= length
            && !text.unicodeScalars.contains { $0.isControl || $0.breaksLine }
    }
}
