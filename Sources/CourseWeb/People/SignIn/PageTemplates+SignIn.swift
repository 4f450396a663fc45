extension PageTemplates {
    /// The templates of these pages.
    static let signIn: [String: [UInt8]] = [
        "sign-in": PackageResources.sign_in_mustache,
        "sign-in-code": PackageResources.sign_in_code_mustache,
        "sign-in-link": PackageResources.sign_in_link_mustache,
        "sign-in-spent": PackageResources.sign_in_spent_mustache,
        "sign-out-everywhere": PackageResources.sign_out_everywhere_mustache,
    ]
}
