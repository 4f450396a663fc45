import Mustache

extension Field: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "name": self.name
        case "label": label
        case "value": value
        case "hint": hint
        case "fault": fault
        case "type": type
        case "autocomplete": autocomplete
        case "isRequired": isRequired
        case "choices": choices
        case "described": described
        default: nil
        }
    }
}
