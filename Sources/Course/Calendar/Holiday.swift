/// A Danish public holiday.
///
/// 1 May, 5 June, 24 and 31 December are none: they are ordinary days unless a municipality closes.
public enum Holiday: String, Hashable, Codable, Sendable, CaseIterable {
    /// 1 January.
    case newYearsDay = "new-years-day"
    /// The Thursday before Easter.
    case maundyThursday = "maundy-thursday"
    /// The Friday before Easter.
    case goodFriday = "good-friday"
    /// Easter, a Sunday.
    case easterSunday = "easter-sunday"
    /// The Monday after Easter.
    case easterMonday = "easter-monday"
    /// The fourth Friday after Easter, through 2023 only.
    case generalPrayerDay = "general-prayer-day"
    /// The Thursday forty days into Easter.
    case ascensionDay = "ascension-day"
    /// Seven weeks after Easter.
    case whitSunday = "whit-sunday"
    /// The Monday after Whit Sunday.
    case whitMonday = "whit-monday"
    /// 25 December.
    case christmasDay = "christmas-day"
    /// 26 December.
    case secondChristmasDay = "second-christmas-day"

    /// Its Danish name, as it stands inside a sentence.
    public var danishName: String {
        switch self {
        case .newYearsDay: "nytårsdag"
        case .maundyThursday: "skærtorsdag"
        case .goodFriday: "langfredag"
        case .easterSunday: "påskedag"
        case .easterMonday: "2. påskedag"
        case .generalPrayerDay: "store bededag"
        case .ascensionDay: "Kristi himmelfartsdag"
        case .whitSunday: "pinsedag"
        case .whitMonday: "2. pinsedag"
        case .christmasDay: "juledag"
        case .secondChristmasDay: "2. juledag"
        }
    }

    /// Its English name.
    public var englishName: String {
        switch self {
        case .newYearsDay: "New Year's Day"
        case .maundyThursday: "Maundy Thursday"
        case .goodFriday: "Good Friday"
        case .easterSunday: "Easter Sunday"
        case .easterMonday: "Easter Monday"
        case .generalPrayerDay: "General Prayer Day"
        case .ascensionDay: "Ascension Day"
        case .whitSunday: "Whit Sunday"
        case .whitMonday: "Whit Monday"
        case .christmasDay: "Christmas Day"
        case .secondChristmasDay: "the second day of Christmas"
        }
    }

    /// Its name in a language.
    public func name(in language: Language) -> String {
        switch language {
        case .danish: danishName
        case .english: englishName
        }
    }
}
