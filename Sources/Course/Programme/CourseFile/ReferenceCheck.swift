/// What does not hold between the parts of a course, each of them sound by itself: names that name nothing, and
/// fields that nobody can fill in.
///
/// Works on what could be read, so that one run finds everything.
struct ReferenceCheck {
    /// What is wrong, by the path of the file's words.
    private(set) var findings: [(path: [String], sentence: Sentence)] = []

    private let modules: [String: Module]
    /// Whether the file gives something at a path, be it sound or not: then its absence here is no news.
    private let isGiven: ([String]) -> Bool

    /// Checks the parts of one course.
    ///
    /// - Parameters:
    ///   - programme: The modules that could be read.
    ///   - municipalities: The municipalities that could be read.
    ///   - areas: The equivalent areas.
    ///   - isGiven: Whether something stands at a path.
    init(
        programme: Programme,
        municipalities: [Municipality],
        areas: EquivalentAreas,
        isGiven: @escaping ([String]) -> Bool
    ) {
        modules = Dictionary(programme.modules.map { ($0.key, $0) }) { first, _ in first }
        self.isGiven = isGiven
        for (index, row) in areas.rows.enumerated() {
            for key in row.keys where !isGiven(["municipalities", key]) {
                let path = ["equivalent-areas", String(index), key]
                let known = list(municipalities.map(\.key))
                find(
                    path,
                    "ukendt kommune \(key.quoted); der er \(known)",
                    "unknown municipality \(key.quoted); expected one of \(known)"
                )
            }
        }
        for module in programme.modules { check(module, hasAreas: isGiven(["equivalent-areas"])) }
    }

    private mutating func find(_ path: [String], _ danish: String, _ english: String) {
        findings.append((path, Sentence(danish, english)))
    }

    private func list(_ words: some Sequence<String>) -> String { words.joined(separator: ", ") }

    private mutating func check(_ module: Module, hasAreas: Bool) {
        let path = ["modules", module.key]
        let rules: [(String, Moment?)] = [
            ("opens", module.opens), ("due", module.due), ("choose-date-by", module.chooseDateBy),
        ]
        for (key, rule) in rules { check(rule, of: module, at: path + [key]) }
        check(module.window?.from, of: module, at: path + ["window", "from"])
        check(module.window?.to, of: module, at: path + ["window", "to"])
        checkBuildsOn(module, path)
        if module.tables?.pairsAcross == true, !hasAreas {
            find(
                path + ["tables", "pair-across"],
                "der er ingen tilsvarende fagområder (equivalent-areas) at sætte sammen på tværs",
                "there is no equivalent-areas section to pair across"
            )
        }
        for prompt in module.prompts { check(prompt, of: module, at: path + ["prompts", prompt.key]) }
    }

    private mutating func checkBuildsOn(_ module: Module, _ path: [String]) {
        let films = modules.values.filter { $0.kind == .film }.map(\.key).sorted()
        var seen: Set<String> = []
        for film in module.buildsOn {
            if !seen.insert(film).inserted {
                find(
                    path + ["builds-on", film],
                    "builds-on nævner \(film.quoted) to gange",
                    "builds-on names \(film.quoted) twice"
                )
            } else if let named = modules[film], named.kind != .film {
                find(
                    path + ["builds-on", film],
                    "builds-on skal være film; \(film) er \(named.kind.noun.danish)",
                    "builds-on takes films; \(film) is \(named.kind.noun)"
                )
            } else if modules[film] == nil, !isGiven(["modules", film]) {
                let hint = NearMiss.hint(film, among: films)
                find(
                    path + ["builds-on", film],
                    "builds-on nævner ingen film: \(film.quoted)\(hint.danish); der er \(list(films))",
                    "builds-on names no film \(film.quoted)\(hint); expected one of \(list(films))"
                )
            }
        }
    }

    private mutating func check(_ prompt: Prompt, of module: Module, at path: [String]) {
        guard findings.count < ShapeCheck.mostFaults else { return }
        check(prompt.send, of: module, at: path + ["send"])
        if let unless = prompt.unless, !module.kind.conditions.contains(unless) {
            let known = list(module.kind.conditions.map(\.rawValue))
            find(
                path + ["unless"],
                "\(module.kind.noun.danish) kan ikke have unless: \(unless.rawValue)"
                    + (known.isEmpty ? "; udelad det" : "; der kan stå \(known)"),
                "\(module.kind.noun) knows no unless: \(unless.rawValue)"
                    + (known.isEmpty ? "; leave it out" : "; expected \(known)")
            )
        }
        let ownWords = ["subject", "text"].allSatisfy { isGiven(path + [$0]) }
        if prompt.purpose(in: module.kind) == .message, !ownWords {
            let known = Prompt.Purpose.allCases.filter { $0 != .message && $0.kinds.contains(module.kind) }.map(
                \.rawValue
            )
            let hint = NearMiss.hint(prompt.key, among: known)
            find(
                path + ["key"],
                "\(module.kind.noun.danish) har ikke noget brev til \(prompt.key.quoted)\(hint.danish); "
                    + "der kan stå \(list(known)), eller skriv selv subject og text",
                "\(module.kind.noun) has no letter for \(prompt.key.quoted)\(hint); "
                    + "expected \(list(known)), or an own subject and text"
            )
        }
        for (key, words) in [("subject", prompt.subject), ("text", prompt.text)] {
            for occurrence in LetterField.occurrences(in: words ?? "") where occurrence.field == nil {
                let known = LetterField.allCases.map(\.rawValue)
                let hint = NearMiss.hint(occurrence.name, among: known)
                let fields = list(known.map { "{\($0)}" })
                find(
                    path + [key, "{\(occurrence.name)}"],
                    "ukendt felt \("{\(occurrence.name)}".quoted)\(hint.danish); der er \(fields)",
                    "unknown field \("{\(occurrence.name)}".quoted)\(hint); expected one of \(fields)"
                )
            }
        }
    }

    private mutating func check(_ rule: Moment?, of module: Module, at path: [String]) {
        let anchor: Moment.Anchor
        switch rule {
        case .on(let given), .offset(_, _, let given): anchor = given
        case .date, .dateTime, nil: return
        }
        var target = module
        if let name = anchor.module {
            guard let named = modules[name] else {
                if !isGiven(["modules", name]) {
                    let hint = NearMiss.hint(name, among: modules.keys.sorted())
                    find(
                        path,
                        "ukendt modul \(name.quoted)\(hint.danish)",
                        "unknown module \(name.quoted)\(hint)"
                    )
                }
                return
            }
            target = named
        }
        guard target.kind.edges.contains(anchor.edge) else {
            let known = list(Edge.allCases.filter(target.kind.edges.contains).map(\.rawValue))
            find(
                path,
                "\(target.key) er \(target.kind.noun.danish) og har ikke noget \(anchor.edge.rawValue); der er \(known)",
                "\(target.key) is \(target.kind.noun) and has no \(anchor.edge.rawValue); expected \(known)"
            )
            return
        }
        if anchor.edge == .chooseDateBy, target.chooseDateBy == nil,
            !isGiven(["modules", target.key, "choose-date-by"])
        {
            find(
                path,
                "\(target.key) har ikke noget choose-date-by",
                "\(target.key) has no choose-date-by"
            )
        }
    }
}
