extension PageTemplates {
    /// The templates of these pages.
    static let people: [String: [UInt8]] = [
        "people-difference": PackageResources.people_difference_mustache,
        "people-faults": PackageResources.people_faults_mustache,
        "people-group": PackageResources.people_group_mustache,
        "people-groups": PackageResources.people_groups_mustache,
        "people-leader": PackageResources.people_leader_mustache,
        "people-list": PackageResources.people_list_mustache,
        "people-meeting": PackageResources.people_meeting_mustache,
        "people-meeting-difference": PackageResources.people_meeting_difference_mustache,
        "people-overtaken": PackageResources.people_overtaken_mustache,
        "people-pager": PackageResources.people_pager_mustache,
        "people-sheet": PackageResources.people_sheet_mustache,
        "people-succession": PackageResources.people_succession_mustache,
        "people-upload": PackageResources.people_upload_mustache,
        "people-withdrawal": PackageResources.people_withdrawal_mustache,
    ]
}
