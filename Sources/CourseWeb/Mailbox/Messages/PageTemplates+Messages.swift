extension PageTemplates {
    /// The templates of these pages.
    static let messages: [String: [UInt8]] = [
        "message": PackageResources.message_mustache,
        "message-form": PackageResources.message_form_mustache,
        "message-preview": PackageResources.message_preview_mustache,
        "messages": PackageResources.messages_mustache,
        "stop-question": PackageResources.stop_question_mustache,
    ]
}
