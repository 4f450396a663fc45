extension PageTemplates {
    /// The templates of these pages.
    static let workshops: [String: [UInt8]] = [
        "workshops-modules": PackageResources.workshops_modules_mustache,
        "workshops-seats": PackageResources.workshops_seats_mustache,
        "workshops-sessions": PackageResources.workshops_sessions_mustache,
    ]
}
