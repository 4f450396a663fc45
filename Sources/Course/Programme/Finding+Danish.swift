extension Finding {
    /// The sentence in Danish.
    func inDanish(_ names: CourseNames) -> String {
        let name = { (key: String) in names.module(key, in: .danish) }
        let town = { (key: String) in names.municipality(key) }
        return switch kind {
        case .duplicateMunicipality(let key): "To kommuner hedder ”\(key)”; en nøgle står for én."
        case .duplicateModule(let key): "To moduler hedder ”\(key)”; en nøgle står for ét."
        case .duplicatePrompt(let module, let prompt):
            "\(name(module)) har to beskeder, der hedder ”\(prompt)”; en nøgle står for én."
        case .duplicateSession(let module, let session):
            "\(name(module)) har to gange, der hedder ”\(session)”; en nøgle står for én."
        case .unknownModule(let key): "Intet modul hedder ”\(key)”."
        case .noSuchEdge(let module, let kind, let edge):
            "\(name(module)) har ikke noget ”\(edge.rawValue)”; et modul af typen \(kind.rawValue) har \(Self.list(kind.edges))."
        case .noRule(let module, let edge):
            "\(name(module)) har ikke noget ”\(Self.ruleName(edge))” at regne fra; giv det et, eller regn fra noget andet."
        case .foreignBooking(let module, let edge):
            "Tidspunktet (\(edge.rawValue)) for \(name(module)) er den enkelte leders eget; kun modulets egne beskeder kan regne fra det."
        case .circle(let edges): "Disse regler regner i ring: \(edges.joined(separator: " → "))."
        case .noSessions(let module):
            "\(name(module)) har ingen dato endnu; det skal have mindst én gang med begyndelse og slutning."
        case .sessionOfOtherKind(let module, let kind):
            "\(name(module)) er af typen \(kind.rawValue), som ikke holdes på bestemte dage; det gør kun samlinger og workshopper."
        case .sessionEndsTooEarly(let module, let session):
            "\(name(module)) (\(session)) slutter, før det begynder."
        case .courseEndsTooEarly: "Forløbet slutter, før det begynder."
        case .closedPeriodEndsTooEarly(let municipality):
            "En lukkeperiode i \(town(municipality)) slutter, før den begynder; skriv den første dag først."
        case .dateOutOfBounds(let day):
            "Det falder på \(day.dateInDanish), uden for årene \(DanishHolidays.years.lowerBound) til \(DanishHolidays.years.upperBound)."
        case .noWorkingDay(let municipality, let day):
            "\(town(municipality)) har ingen arbejdsdag inden for \(WorkCalendar.reach) dage fra \(day.dateInDanish)."
        case .windowWithoutWorkingDay(let module, let municipality, let from, let to):
            from > to
                ? "Vinduet for \(name(module)) slutter den \(to.dateInDanish) i \(town(municipality)), før det begynder den \(from.dateInDanish)."
                : "Vinduet for \(name(module)) fra \(from.dateInDanish) til \(to.dateInDanish) har ingen arbejdsdag i \(town(municipality))."
        case .buildsOnOtherKind(let module, let kind):
            "\(name(module)) er af typen \(kind.rawValue); møder bygger på film."
        case .conditionOfOtherKind(let condition, let kind):
            "Ingen kan vide ”\(condition.rawValue)” om et modul af typen \(kind.rawValue)."
        default: doubtInDanish(names)
        }
    }

    /// The sentences of what is shown and taken.
    private func doubtInDanish(_ names: CourseNames) -> String {
        let name = { (key: String) in names.module(key, in: .danish) }
        let town = { (key: String) in names.municipality(key) }
        return switch kind {
        case .filmDueAfterMeeting(let film, let meeting, let municipality, let group, let due, let day):
            group == nil
                ? "\(name(film)) har frist den \(due.dateInDanish) i \(town(municipality)), efter \(name(meeting)) den \(day.dateInDanish), som bygger på filmen."
                : "\(name(film)) har frist den \(due.dateInDanish), efter at en gruppe i \(town(municipality)) mødes den \(day.dateInDanish) til \(name(meeting)), som bygger på filmen."
        case .sessionOnClosedDay(let module, let session, let day, let closure, let municipality):
            "\(name(module)) (\(session)) ligger \(day.inDanish())\(municipality.map { ", hvor \(town($0)) ikke arbejder" } ?? ""): \(closure.inDanish)."
        case .timeOnClosedDay(let day, let closure, let municipality):
            "\(Self.capitalised(day.inDanish())) er ingen arbejdsdag i \(town(municipality)) (\(closure.inDanish)); en dato med klokkeslæt bliver stående."
        case .promptTooLate(let scope, let day):
            "En besked om \(name(scope.module)) (\(scope.prompt)) går ud \(day.inDanish()) i \(town(scope.municipality))\(Self.danishPart(scope)), når det, den varsler, er forbi."
        case .opensAfterDue(let module, let municipality, let opens, let due):
            "\(name(module)) åbner den \(opens.dateInDanish) i \(town(municipality)), efter fristen den \(due.dateInDanish)."
        case .outsideCourse(let day, let municipality):
            "Noget falder på \(day.dateInDanish)\(municipality.map { " i \(town($0))" } ?? ""), uden for forløbets datoer."
        case .chooseDateTooLate(let module, let municipality, let by, let earliest):
            "Datoen for \(name(module)) skal først være valgt den \(by.dateInDanish) i \(town(municipality)), men det, der afhænger af den, kan begynde den \(earliest.dateInDanish)."
        case .meetingOutsideWindow(let module, let municipality, _, let day, let from, let to):
            "En gruppe i \(town(municipality)) mødes den \(day.dateInDanish) til \(name(module)), uden for vinduet fra \(from.dateInDanish) til \(to.dateInDanish)."
        case .meetingOnClosedDay(let module, let municipality, _, let day, let closure):
            "En gruppe i \(town(municipality)) mødes \(day.inDanish()) til \(name(module)): \(closure.inDanish)."
        case .strayMilestone(let module, let municipality):
            "Der er sat et møde eller en tid til \(name(module)) i \(town(municipality)), som forløbet ikke har; det tæller ikke med."
        case .capacity(let module, let seats, let leaders):
            "\(name(module)) har plads til \(seats), men \(leaders) ledere er tilmeldt."
        case .lettersAWeek(let municipality, let week, let most, let leaders, let meant):
            "\(Self.danishLeaders(leaders)) i \(town(municipality)) får op til \(most) breve i ugen fra \(week.inDanish()); tanken var højst \(meant)."
        case .itemsALetter(let municipality, let day, let most, let leaders):
            "\(Self.danishLeaders(leaders)) i \(town(municipality)) får et brev med \(most) ting \(day.inDanish()); mere end \(LetterLoad.fewItems) er for meget at gøre noget ved."
        default: ""
        }
    }

    private static func danishPart(_ scope: PlannedPrompt.Scope) -> String {
        if scope.group != nil { return " til en gruppe, der har sat sin dato" }
        if scope.leader != nil { return " til en, der har valgt en tid" }
        return scope.session.map { " til ”\($0)”" } ?? ""
    }

    private static func danishLeaders(_ count: Int) -> String {
        count == 1 ? "1 leder" : "\(count) ledere"
    }

    private static func capitalised(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst()
    }
}
