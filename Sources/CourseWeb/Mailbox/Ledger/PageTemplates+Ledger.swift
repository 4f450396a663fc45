extension PageTemplates {
    /// The templates of these pages.
    static let ledger: [String: [UInt8]] = [
        "ledger": PackageResources.ledger_mustache,
        "ledger-audit": PackageResources.ledger_audit_mustache,
        "ledger-correction": PackageResources.ledger_correction_mustache,
        "ledger-figures": PackageResources.ledger_figures_mustache,
        "ledger-letter": PackageResources.ledger_letter_mustache,
        "ledger-letters": PackageResources.ledger_letters_mustache,
        "ledger-prompt": PackageResources.ledger_prompt_mustache,
    ]
}
