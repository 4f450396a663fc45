/// What counts from what in a programme, before any date is known: names looked up, circles found, and for every edge the
/// meetings that move it.
struct AnchorGraph {
    /// An edge of a module, the module by its place in the programme.
    struct Node: Hashable {
        var module: Int
        var edge: Edge
    }

    let modules: [Module]
    /// Every edge, each behind what it counts from.
    private(set) var order: [Node] = []
    /// The reflection modules whose meetings move a prompt, by module and prompt.
    private(set) var meetingsOfPrompts: [[Set<Int>]] = []
    private(set) var findings = FindingList()
    private let indexes: [String: Int]
    private let withSessions: Set<String>
    private var meetingsOfNode: [Node: Set<Int>] = [:]
    private var broken: Set<Node> = []
    private let buildersOfFilm: [String: [Int]]

    init(_ programme: Programme, sessions: [Session]) {
        modules = programme.modules
        indexes = Dictionary(
            programme.modules.enumerated().map { ($1.key, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        withSessions = Set(sessions.map(\.module))
        let building = programme.modules.enumerated().flatMap { index, module in
            module.kind == .reflection ? Set(module.buildsOn).map { ($0, [index]) } : []
        }
        buildersOfFilm = Dictionary(building, uniquingKeysWith: +)
        checkAnchors()
        for index in modules.indices {
            for edge in modules[index].kind.edges.sorted(by: { $0.rawValue < $1.rawValue }) {
                visit(Node(module: index, edge: edge))
            }
        }
        meetingsOfPrompts = modules.indices.map { index in
            modules[index].prompts.map { meetings(moving: $0, of: index) }
        }
    }

    /// Where a module stands in the programme.
    func index(of module: String) -> Int? { indexes[module] }

    /// The node that an anchor names in a rule of `module`; `nil` where no such module is.
    func node(of anchor: Moment.Anchor, in module: Int) -> Node? {
        guard let name = anchor.module, name != modules[module].key else {
            return Node(module: module, edge: anchor.edge)
        }
        return indexes[name].map { Node(module: $0, edge: anchor.edge) }
    }

    /// Whether the node's rule, or one that it counts from, is at fault; that has been reported.
    func isBroken(_ node: Node) -> Bool { broken.contains(node) }

    /// The reflection modules whose meetings move a node.
    func meetings(of node: Node) -> Set<Int> { meetingsOfNode[node] ?? [] }

    /// The reflection modules whose meetings move a rule of `module`.
    func meetings(of moment: Moment?, in module: Int) -> Set<Int> {
        moment?.anchor.flatMap { node(of: $0, in: module) }.map(meetings(of:)) ?? []
    }

    /// The reflection modules that build on a film.
    func builders(of film: Int) -> [Int] { buildersOfFilm[modules[film].key] ?? [] }

    /// The edge that a node counts from; a meeting counts from its window's last day until it is set.
    private func parent(of node: Node) -> Node? {
        if modules[node.module].isMeeting(node.edge) { return Node(module: node.module, edge: .due) }
        return modules[node.module].rule(of: node.edge)?.anchor.flatMap { self.node(of: $0, in: node.module) }
    }

    /// Walks from a node to where it counts from in the end, and puts what is new in order on the way back: no recursion,
    /// however long the chain.
    private mutating func visit(_ node: Node) {
        var path: [Node] = []
        var onPath: Set<Node> = []
        var next: Node? = node
        while let node = next, meetingsOfNode[node] == nil {
            guard onPath.insert(node).inserted else {
                reportCircle(path.drop { $0 != node })
                break
            }
            path.append(node)
            next = parent(of: node)
        }
        for node in path.reversed() {
            let parent = parent(of: node)
            let own: Set<Int> = modules[node.module].isMeeting(node.edge) ? [node.module] : []
            meetingsOfNode[node] = own.union(parent.map(meetings(of:)) ?? [])
            if let parent, broken.contains(parent) { broken.insert(node) }
            order.append(node)
        }
    }

    private mutating func reportCircle(_ ring: ArraySlice<Node>) {
        // A circle is told from its first rule in the file on, whichever rule led into it.
        broken.formUnion(ring)
        let rules = ring.filter { !modules[$0.module].isMeeting($0.edge) }
        guard let first = rules.min(by: { $0.module < $1.module }), let start = ring.firstIndex(of: first) else {
            return
        }
        let turned = ring[start...] + ring[..<start] + [first]
        findings.add(.error, .circle(turned.map(label)), at: modules[first.module].place(of: first.edge))
    }

    /// The reflection modules whose meetings move anything of a prompt: when it leaves, what it tells, how long it is useful,
    /// when its module opens and is due.
    private func meetings(moving prompt: Prompt, of index: Int) -> Set<Int> {
        let module = modules[index]
        var moving = meetings(of: prompt.send, in: index)
        guard !module.hasSessions else { return moving }
        moving.formUnion(meetings(of: Node(module: index, edge: .opens)))
        moving.formUnion(meetings(of: Node(module: index, edge: .due)))
        switch module.kind {
        case .film:
            for builder in builders(of: index) { moving.formUnion(meetings(of: Node(module: builder, edge: .start))) }
        case .reflection:
            let edge: Edge = prompt.purpose(in: .reflection).asksForDate ? .chooseDateBy : .start
            moving.formUnion(meetings(of: Node(module: index, edge: edge)))
        default: break
        }
        return moving
    }

    private func label(_ node: Node) -> String { "\(modules[node.module].key).\(node.edge.rawValue)" }

    private mutating func checkAnchors() {
        for (index, module) in modules.enumerated() {
            for edge in Edge.allCases {
                guard let anchor = module.rule(of: edge)?.anchor else { continue }
                if !check(anchor, in: index, at: module.place(of: edge), bookings: false) {
                    broken.insert(Node(module: index, edge: edge))
                }
            }
            for prompt in module.prompts {
                guard let anchor = prompt.send.anchor else { continue }
                _ = check(anchor, in: index, at: module.place(of: prompt), bookings: true)
            }
        }
    }

    /// Whether an anchor names something that can be counted from.
    private mutating func check(_ anchor: Moment.Anchor, in index: Int, at place: [String], bookings: Bool) -> Bool {
        guard let node = node(of: anchor, in: index) else {
            findings.add(.error, .unknownModule(anchor.module ?? ""), at: place)
            return false
        }
        let target = modules[node.module]
        guard target.kind.edges.contains(node.edge) else {
            findings.add(.error, .noSuchEdge(module: target.key, kind: target.kind, edge: node.edge), at: place)
            return false
        }
        if target.isBooking(node.edge) {
            if bookings, node.module == index { return true }
            findings.add(.error, .foreignBooking(module: target.key, edge: node.edge), at: place)
            return false
        }
        if target.hasSessions { return withSessions.contains(target.key) }
        if target.rule(of: target.isMeeting(node.edge) ? .due : node.edge) == nil {
            findings.add(.error, .noRule(module: target.key, edge: node.edge), at: place)
            return false
        }
        return true
    }
}

extension Moment {
    /// What it counts from; `nil` for a date.
    var anchor: Anchor? {
        switch self {
        case .date, .dateTime: nil
        case .on(let anchor), .offset(_, _, let anchor): anchor
        }
    }
}

extension Module {
    /// Whether it is held in sessions.
    var hasSessions: Bool { kind == .gathering || kind == .workshop }

    /// Whether the edge is one of a group's meeting.
    func isMeeting(_ edge: Edge) -> Bool { kind == .reflection && (edge == .start || edge == .end) }

    /// Whether the edge is one of a leader's booking.
    func isBooking(_ edge: Edge) -> Bool { kind == .serviceCheck && (edge == .start || edge == .end) }

    /// The rule that sets an edge; `nil` where none is given or people set it.
    func rule(of edge: Edge) -> Moment? {
        guard kind.edges.contains(edge) else { return nil }
        return switch edge {
        case .start, .end: nil
        case .opens: kind == .reflection ? window?.from : opens
        case .due: kind == .reflection ? window?.to : due
        case .chooseDateBy: chooseDateBy
        }
    }

    /// Where the rule of an edge stands in the course file.
    func place(of edge: Edge) -> [String] {
        let rule =
            switch edge {
            case .opens where kind == .reflection: ["window", "from"]
            case .due where kind == .reflection: ["window", "to"]
            case .start, .end: ["window"]
            case .opens, .due, .chooseDateBy: [edge.rawValue]
            }
        return ["modules", key] + rule
    }

    /// Where a prompt's `send` stands in the course file.
    func place(of prompt: Prompt) -> [String] { ["modules", key, "prompts", prompt.key, "send"] }
}
