extension PageTemplates {
    /// The templates of these pages.
    static let letters: [String: [UInt8]] = [
        "letters-letter": PackageResources.letters_letter_mustache,
        "letters-preview": PackageResources.letters_preview_mustache,
        "words-edit": PackageResources.words_edit_mustache,
        "words-faults": PackageResources.words_faults_mustache,
        "words-list": PackageResources.words_list_mustache,
    ]
}
