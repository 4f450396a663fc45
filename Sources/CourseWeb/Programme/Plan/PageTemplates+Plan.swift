extension PageTemplates {
    /// The templates of these pages.
    static let plan: [String: [UInt8]] = [
        "plan-board": PackageResources.plan_board_mustache,
        "plan-difference": PackageResources.plan_difference_mustache,
        "plan-drawing": PackageResources.plan_drawing_mustache,
        "plan-prompt": PackageResources.plan_prompt_mustache,
        "plan-session": PackageResources.plan_session_mustache,
    ]
}
