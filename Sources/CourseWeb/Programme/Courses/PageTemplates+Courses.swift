extension PageTemplates {
    /// The templates of these pages.
    static let courses: [String: [UInt8]] = [
        "courses-check": PackageResources.courses_check_mustache,
        "courses-closed": PackageResources.courses_closed_mustache,
        "courses-closed-check": PackageResources.courses_closed_check_mustache,
        "courses-file": PackageResources.courses_file_mustache,
        "courses-list": PackageResources.courses_list_mustache,
        "courses-live": PackageResources.courses_live_mustache,
        "courses-municipality": PackageResources.courses_municipality_mustache,
        "courses-overview": PackageResources.courses_overview_mustache,
        "courses-send-at-check": PackageResources.courses_send_at_check_mustache,
        "courses-settings": PackageResources.courses_settings_mustache,
        "courses-successor": PackageResources.courses_successor_mustache,
        "courses-successor-check": PackageResources.courses_successor_check_mustache,
        "courses-warnings": PackageResources.courses_warnings_mustache,
    ]
}
