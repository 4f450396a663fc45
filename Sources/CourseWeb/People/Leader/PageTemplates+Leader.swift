extension PageTemplates {
    /// The templates of these pages.
    static let leader: [String: [UInt8]] = [
        "bookings": PackageResources.bookings_mustache,
        "leader": PackageResources.leader_mustache,
    ]
}
