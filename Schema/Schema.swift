/// The migrations and the roles, carried inside the program so that it stands alone.
public enum Schema {
    /// Every migration in order: its file's name and its text.
    public static let migrations: [(name: String, text: String)] = [
        ("0001_people.sql", text(PackageResources._001_people_sql)),
        ("0002_programme.sql", text(PackageResources._002_programme_sql)),
        ("0003_mailbox.sql", text(PackageResources._003_mailbox_sql)),
        ("0004_post.sql", text(PackageResources._004_post_sql)),
        ("0005_addresses.sql", text(PackageResources._005_addresses_sql)),
        ("0006_turning.sql", text(PackageResources._006_turning_sql)),
        ("0007_doors.sql", text(PackageResources._007_doors_sql)),
        ("0008_contract.sql", text(PackageResources._008_contract_sql)),
        ("0009_sign_in.sql", text(PackageResources._009_sign_in_sql)),
        ("0010_agreement.sql", text(PackageResources._010_agreement_sql)),
        ("0011_succession.sql", text(PackageResources._011_succession_sql)),
        ("0012_words.sql", text(PackageResources._012_words_sql)),
        ("0013_messages.sql", text(PackageResources._013_messages_sql)),
        ("0014_ledger.sql", text(PackageResources._014_ledger_sql)),
        ("0015_own.sql", text(PackageResources._015_own_sql)),
    ]

    /// Makes the owner and the service role, once a cluster; needs a role that may.
    public static let roles = text(PackageResources.roles_sql)

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
