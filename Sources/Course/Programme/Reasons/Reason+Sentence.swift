extension Reason {
    /// The step in words, without a full stop.
    ///
    /// Modules go by their keys, or by the titles of a course.
    public func sentence(in language: Language, naming names: CourseNames = .keys) -> String {
        switch language {
        case .danish: inDanish(names)
        case .english: inEnglish(names)
        }
    }
}

extension Reason {
    fileprivate func inEnglish(_ names: CourseNames) -> String {
        switch self {
        case .withoutSeat(let module, let session):
            "for those without a seat the first session of \(names.module(module, in: .english)) counts, \(session)"
        case .counted(let which, let module, let session):
            "the \(which.rawValue) session of \(names.module(module, in: .english)) counts, \(session)"
        case .undated(let module, let day):
            "\(names.module(module, in: .english)) has no date yet; the last day of its window counts, \(day.inEnglish())"
        case .rule(let step): step.inEnglish(names)
        }
    }

    fileprivate func inDanish(_ names: CourseNames) -> String {
        switch self {
        case .withoutSeat(let module, let session):
            return
                "for dem, der ikke har fået en plads, tæller den første gang af \(names.module(module, in: .danish)): \(session)"
        case .counted(let which, let module, let session):
            let time = which == .first ? "den første gang" : "den sidste gang"
            return "\(names.module(module, in: .danish)) holdes flere gange; \(time) tæller: \(session)"
        case .undated(let module, let day):
            return
                "\(names.module(module, in: .danish)) har ingen dato endnu; vinduets sidste dag tæller, \(day.inDanish())"
        case .rule(let step): return step.inDanish(names)
        }
    }
}

extension Reason.Step {
    fileprivate func inEnglish(_ names: CourseNames) -> String {
        let prefix = edge.map { "\(names.edge($0, in: .english)): " } ?? ""
        let (rule, year): (String, Int?) =
            switch rule {
            case .date: ("the date given,", nil)
            case .time: ("the time given,", nil)
            case .on(let anchor): ("on \(names.anchor(anchor, in: .english)),", nil)
            case .offset(let offset, let direction, let anchor, let from):
                (
                    "\(offset) \(direction.rawValue) \(names.anchor(anchor, in: .english)) on \(from) is",
                    from.year
                )
            }
        var sentence = "\(prefix)\(rule) \(day.inEnglish(besides: year))"
        if case .time(let time) = self.rule { sentence += " at \(time)" }
        if !notCounted.isEmpty {
            sentence += " (not counting: \(notCounted.map(\.inEnglish).joined(separator: ", ")))"
        }
        if let shift {
            let causes = shift.causes.map(\.inEnglish).joined(separator: "; ")
            sentence += "; \(causes); moved to \(shift.day.inEnglish(besides: day.year))"
        }
        return sentence
    }

    fileprivate func inDanish(_ names: CourseNames) -> String {
        let prefix = edge.map { "\(names.edge($0, in: .danish)): " } ?? ""
        let (rule, year): (String, Int?) =
            switch rule {
            case .date: ("den angivne dato,", nil)
            case .time: ("det angivne tidspunkt,", nil)
            case .on(let anchor): ("samme dag som \(names.anchor(anchor, in: .danish)),", nil)
            case .offset(let offset, let direction, let anchor, let from):
                (
                    "\(offset.inDanish) \(direction == .before ? "før" : "efter") \(names.anchor(anchor, in: .danish)) den \(from.dateInDanish) er",
                    from.year
                )
            }
        var sentence = "\(prefix)\(rule) \(day.inDanish(besides: year))"
        if case .time(let time) = self.rule { sentence += " kl. \(time.inDanish)" }
        if !notCounted.isEmpty {
            sentence += " (uden at tælle \(notCounted.map(\.inDanish).joined(separator: ", ")) med)"
        }
        if let shift {
            let causes = shift.causes.map(\.inDanish).joined(separator: "; ")
            sentence += "; \(causes); flyttet til \(shift.day.inDanish(besides: day.year))"
        }
        return sentence
    }
}

extension CourseNames {
    /// What a rule counts from; a start is the thing itself.
    fileprivate func anchor(_ anchor: Moment.Anchor, in language: Language) -> String {
        let key = anchor.module ?? ""
        return anchor.edge == .start ? module(key, in: language) : edge(anchor, in: language)
    }

    /// An edge of a module: as the course file has it, or in words.
    fileprivate func edge(_ anchor: Moment.Anchor, in language: Language) -> String {
        let key = anchor.module ?? ""
        guard knows(key) else {
            return language == .english ? "\(key).\(anchor.edge.rawValue)" : "\(key) \(anchor.edge.inDanish)"
        }
        let module = module(key, in: language)
        return switch (language, anchor.edge) {
        case (.danish, .start): "begyndelsen af \(module)"
        case (.danish, .end): "slutningen af \(module)"
        case (.danish, .opens): "\(isReflection(key) ? "vinduets første dag for" : "åbningen af") \(module)"
        case (.danish, .due): "\(isReflection(key) ? "vinduets sidste dag for" : "fristen for") \(module)"
        case (.danish, .chooseDateBy): "fristen for at vælge dato til \(module)"
        case (.english, .start): "the start of \(module)"
        case (.english, .end): "the end of \(module)"
        case (.english, .opens): "\(isReflection(key) ? "the first day of the window of" : "the opening of") \(module)"
        case (.english, .due): "\(isReflection(key) ? "the last day of the window of" : "the due day of") \(module)"
        case (.english, .chooseDateBy): "the day by which the date of \(module) is chosen"
        }
    }
}

extension Edge {
    fileprivate var inDanish: String {
        switch self {
        case .start: "begyndelse"
        case .end: "slutning"
        case .opens: "åbning"
        case .due: "frist"
        case .chooseDateBy: "frist for at vælge dato"
        }
    }
}

extension Moment.Offset {
    /// As `1 uge` or `5 arbejdsdage`.
    var inDanish: String {
        switch self {
        case .days(let count): "\(count) \(count == 1 ? "dag" : "dage")"
        case .workingDays(let count): "\(count) \(count == 1 ? "arbejdsdag" : "arbejdsdage")"
        case .weeks(let count): "\(count) \(count == 1 ? "uge" : "uger")"
        case .months(let count): "\(count) \(count == 1 ? "måned" : "måneder")"
        }
    }
}

extension LocalTime {
    /// As `9.00`.
    fileprivate var inDanish: String { "\(hour).\(minute < 10 ? "0" : "")\(minute)" }
}
