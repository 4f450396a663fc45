import Foundation
import Mail

extension Settings {
    /// The addresses for bounces as they are set, and as what signs letters' tokens into them; empty where none is set.
    ///
    /// - Throws: ``SettingsFault`` where the secret is missing, too short or open to everybody, or an address cannot carry a
    ///   letter's token.
    func bounceAddresses() throws(SettingsFault) -> [String: BounceAddress] {
        let mailboxes = Set(([bounces] + routes.map(\.bounces)).compactMap(\.self))
        guard !mailboxes.isEmpty else {
            guard bounceMaildir == nil else {
                throw .missing(
                    "TANDEM_BOUNCES",
                    "the bounces in TANDEM_BOUNCE_MAILDIR need the address that they come to"
                )
            }
            return [:]
        }
        let key = try signingKey()
        var addresses: [String: BounceAddress] = [:]
        for mailbox in mailboxes {
            do {
                addresses[mailbox] = try BounceAddress(mailbox: mailbox, key: key)
            } catch {
                throw .malformed("TANDEM_BOUNCES", "\(error)")
            }
        }
        return addresses
    }

    private func signingKey() throws(SettingsFault) -> SigningKey {
        let name = "TANDEM_SECRET_FILE"
        guard let secretFile else {
            throw .missing(
                name,
                "TANDEM_BOUNCES needs a file with a secret of at least 32 octets; make one: (umask 077; head -c 32 /dev/urandom > FILE)"
            )
        }
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: secretFile),
            let size = attributes[.size] as? NSNumber, let mode = attributes[.posixPermissions] as? NSNumber
        else { throw .malformed(name, "there is no such file, or it cannot be looked at") }
        guard mode.intValue & 0o007 == 0 else {
            throw .malformed(name, "the file can be read or written by everybody; take that away: chmod o-rwx FILE")
        }
        guard size.intValue >= 32 else {
            throw .malformed(name, "the file has \(size.intValue) octets; a secret has at least 32")
        }
        do {
            return try SigningKey(file: secretFile)
        } catch {
            throw .malformed(name, "\(error)")
        }
    }
}
