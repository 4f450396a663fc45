/// How long a route rests after it failed: longer with each failure, not at all after a success.
struct RoutePause {
    private var failures = 0
    private var isDue = false

    /// The rest that is due; `nil` while the route is open.
    var rest: Duration? {
        isDue ? .seconds(min(60, 1 << min(failures, 6))) : nil
    }

    mutating func note(isOpen: Bool) {
        if isOpen {
            (failures, isDue) = (0, false)
        } else if !isDue {
            failures += 1
            isDue = true
        }
    }

    /// The rest is over: the route is tried again.
    mutating func end() {
        isDue = false
    }
}
