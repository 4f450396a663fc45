import CourseTesting

/// What is said of people, or said to them, and who may read it: DESIGN §6, whatever the page.
///
/// `all` is everybody's, `own` one's own municipality's, `group` one's own group's, `self` one's own, `booked` theirs who have booked with the helper;
/// - nobody's. Of the other municipality a coordinator may know the leaders at joint sessions by name and area, on the pages that are about a session
/// (``Access/joint``), and nothing else.
enum Secret: String, CaseIterable, Sendable {
    case name, address, group, area, place, message, words, helper

    static let table = """
        what      administrator  coordinator  chair  leader  helper  nobody

        name      all            own          group  self    booked  -
        address   all            own          self   self    -       -
        group     all            own          group  group   -       -
        area      all            own          group  self    booked  -
        place     all            own          group  group   -       -
        message   all            own          own    own     -       -
        words     all            own          own    own     -       -
        helper    all            own          self   self    self    -
        """

    /// Who may read it; `nil` where the table has no such line.
    func rule(for part: Cast.Part) -> String? {
        let lines = Self.table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let column = part == .own || part == .other ? "coordinator" : part.rawValue
        guard let line = lines.first(where: { $0.first == rawValue }),
            let place = lines.first?.firstIndex(of: column), place < line.count
        else { return nil }
        return line[place]
    }

    /// The word of a municipality that is neither a name nor an address: it stands nowhere else.
    func text(in town: Cast.Town) -> String {
        let isHere = town == .albertslund
        return switch self {
        case .name: town.surnames[0]
        case .address: SmallCourse.address(town.leaders[0].lowercased())
        case .group: isHere ? "Nattergalene" : "Rørdrummerne"
        case .area: isHere ? "Tulipanskolerne" : "Syrenhallerne"
        case .place: isHere ? "Mosehuset ved Kvarnen" : "Loftet over Smedjen"
        case .message: isHere ? "Kaffe og vafler" : "Nøgler til cyklerne"
        case .words: isHere ? "Vores egen fløjtefilm" : "Vores egen harmonikafilm"
        case .helper: isHere ? "Hjalte Hejrebæk" : "Hilda Hyldegaard"
        }
    }
}

/// One such word: of what kind, of which municipality, and of which of its leaders, where it is one's.
struct Word: Sendable {
    let kind: Secret
    let town: Cast.Town
    let text: String
    /// The place of the leader in the list of the municipality; `nil` where it is no single one's.
    var leader: Int?

    /// All of both municipalities.
    static let all: [Word] = Cast.Town.allCases.flatMap { town in
        town.surnames.enumerated().map { Word(kind: .name, town: town, text: $1, leader: $0) }
            + town.leaders.enumerated().map {
                Word(kind: .address, town: town, text: SmallCourse.address($1.lowercased()), leader: $0)
            }
            + Secret.allCases.filter { $0 != .name && $0 != .address }.map {
                Word(kind: $0, town: town, text: $0.text(in: town))
            }
    }

    /// Whether somebody, seen from a municipality, may read it anywhere.
    func isFor(_ part: Cast.Part, in asked: Cast.Town) -> Bool {
        let home = part == .other ? asked.other : asked
        guard let rule = kind.rule(for: part) else { return false }
        if rule == "all" { return true }
        guard town == home else { return false }
        // The chair is the first of the list and the leader the second; both are of the group that the words are about.
        let me = part == .chair ? 0 : 1
        return switch rule {
        case "own": true
        case "group": leader.map { $0 < 2 } ?? true
        case "self": leader.map { $0 == me } ?? true
        case "booked": leader.map { $0 == 1 } ?? true
        default: false
        }
    }
}
