extension Day {
    /// The Monday of its week.
    public var monday: Day { adding(days: 1 - weekday.rawValue) }

    /// The number of its week (ISO 8601: the week that holds the year's first Thursday is the first).
    public var week: Int {
        let thursday = monday.adding(days: 3)
        return thursday.days(since: Day(thursday.year, 1, 1)) / 7 + 1
    }
}
