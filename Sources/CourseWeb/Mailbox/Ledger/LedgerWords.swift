import Correspondence
import Course
import CourseStore

/// What the ledger's things are called on a page.
struct LedgerWords {
    let language: Language
    let outline: CourseOutline

    /// As `Den digitale leder – link`.
    func prompt(_ module: String, _ prompt: String) -> String {
        guard let known = outline.programme[module] else { return "\(module) – \(prompt)" }
        return "\(known.title) – \(name(of: prompt, in: known))"
    }

    private func name(of key: String, in module: Module) -> String {
        let rule = Prompt(key: key, send: .date(outline.starts))
        return switch rule.purpose(in: module.kind) {
        case .link: language("link", "link")
        case .invitation: language("invitation", "invitation")
        case .yourTable: language("dit bord", "your table")
        case .chooseDate: language("vælg dato", "choose a date")
        case .chooseDateReminder: language("påmindelse om dato", "reminder to choose a date")
        case .questions: language("spørgsmål", "questions")
        case .notes: language("noter", "notes")
        case .booking: language("book en tid", "book a time")
        case .bookingReminder: language("påmindelse om at booke", "reminder to book")
        case .reminder: language("påmindelse", "reminder") + (key == "reminder" ? "" : " (\(key))")
        case .message: key
        }
    }

    func municipality(_ key: String) -> String { outline.municipality(key)?.name ?? key }

    /// As `Ledergruppen Nord, mødeledere`; `nil` where it is a whole municipality's.
    func scope(of line: LedgerFigures.Line) -> String? {
        let session = line.session.map { outline.sessions(of: line.module).count > 1 ? $0 : "" }
        let chairs = line.to == .chairs ? language("mødeledere", "chairs") : nil
        let parts = [line.group, session, chairs].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// As `onsdag den 3. marts 2027 kl. 8.00`.
    func moment(_ instant: Instant) -> String { language.dates.dayAndTime(outline.timeZone.local(instant)) }

    func state(_ state: PromptStanding.State) -> String {
        switch state {
        case .planned: language("planlagt", "planned")
        case .open: language("i gang", "open")
        case .closed: language("afsluttet", "closed")
        case .missed: language("nåede ingen", "reached nobody")
        case .withdrawn: language("taget ud af planen", "taken out of the plan")
        case .held: language("tilbageholdt", "held")
        case .cancelled: language("annulleret", "cancelled")
        }
    }

    /// The class of the state's tag.
    static func tag(_ state: PromptStanding.State) -> String {
        switch state {
        case .planned, .withdrawn: ""
        case .open: "calm"
        case .closed: "good"
        case .held: "warn"
        case .missed, .cancelled: "bad"
        }
    }

    func share(_ state: PromptLedger.State, isPast: Bool = false) -> String {
        switch state {
        case .waiting: isPast ? language("nåede det ikke", "came too late") : language("venter", "waiting")
        case .pending: language("på vej", "on its way")
        case .sent: language("sendt", "sent")
        case .failed: language("afvist", "refused")
        case .bounced: language("kom retur", "bounced")
        case .skipped: language("sprunget over", "skipped")
        }
    }

    static func tag(_ state: PromptLedger.State) -> String {
        switch state {
        case .waiting: ""
        case .pending: "calm"
        case .sent: "good"
        case .failed, .bounced: "bad"
        case .skipped: "warn"
        }
    }

    func letter(_ state: LetterRecord.State, isBounced: Bool) -> String {
        switch state {
        case .queued: language("i kø", "queued")
        case .inFlight: language("ved at blive sendt", "being sent")
        case .held: language("tilbageholdt", "held")
        case .sent: isBounced ? language("kom retur", "bounced") : language("sendt", "sent")
        case .failed: language("afvist", "refused")
        case .skipped: language("sprunget over", "skipped")
        case .cancelled: language("taget tilbage", "taken back")
        }
    }

    func skip(_ skip: Skip) -> String {
        switch skip {
        case .done: language("allerede gjort", "done already")
        case .dateChosen: language("datoen er sat", "the date is set")
        case .booked: language("allerede booket", "booked already")
        case .superseded: language("selve tingen kom i samme brev", "the same letter brought the thing itself")
        case .withdrawn: language("ude af forløbet", "has left the course")
        case .missed: language("nåede det ikke", "came too late")
        case .cancelled: language("annulleret", "cancelled")
        case .unreachable: language("adressen afvises", "the address is refused")
        case .noSeat: language("ingen plads endnu", "no seat yet")
        case .noTable: language("intet bord endnu", "no table yet")
        case .noGroup: language("ingen ledergruppe", "no leader group")
        case .noDate: language("mødet har ingen dato", "the meeting has no date")
        }
    }

    /// As `4 ude af forløbet, 2 ingen plads endnu`; `nil` where nobody was skipped.
    func skips(_ skipped: [Skip: Int]) -> String? {
        let told = skipped.filter { $0.value != 0 }
        guard !told.isEmpty else { return nil }
        return told.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
            .map { "\($0.value) \(skip($0.key))" }.joined(separator: ", ")
    }

    /// Figures under their names, in the order in which pages show them.
    func totals(_ count: PromptStanding.Count) -> [LedgerFiguresPart.Total] {
        [
            .init(label: language("Planlagt", "Planned"), value: language.number(count.planned)),
            .init(label: language("Sendt", "Sent"), value: language.number(count.sent)),
            .init(label: language("Venter", "Waiting"), value: language.number(count.pending)),
            .init(
                label: language("Sprunget over", "Skipped"),
                value: language.number(count.skipped.values.reduce(0, +))
            ),
            .init(label: language("Afvist", "Refused"), value: language.number(count.failed)),
            .init(label: language("Kom retur", "Bounced"), value: language.number(count.bounced)),
        ]
    }

    /// As `Workshop 1: torsdag den 8. april 2027 kl. 9.00 i stedet for onsdag den 7. april 2027 kl. 9.00`.
    func change(_ date: ClaimedLetter.CorrectedDate) -> String {
        let hasTime = date.edge == .start || date.edge == .end
        func said(_ moment: LocalDateTime, dayOnly: Bool) -> String {
            hasTime && !dayOnly ? language.dates.dayAndTime(moment) : language.dates.day(moment.day)
        }
        let edge: String? =
            switch date.edge {
            case .start: nil
            case .end: language("slut", "end")
            case .opens: language("åbner", "opens")
            case .due: language("sidste dag", "last day")
            case .chooseDateBy: language("sidste dag at vælge dato", "last day to choose a date")
            }
        let subject = [outline.programme[date.module]?.title ?? date.module, edge].compactMap(\.self)
            .joined(separator: ", ")
        let (now, was) = (said(date.now, dayOnly: date.nowDayOnly), said(date.was, dayOnly: date.wasDayOnly))
        return language("\(subject): \(now) i stedet for \(was)", "\(subject): \(now) instead of \(was)")
    }

    /// The class of a letter's tag.
    static func tag(_ state: LetterRecord.State, isBounced: Bool) -> String {
        switch state {
        case .sent: isBounced ? "bad" : "good"
        case .failed: "bad"
        case .held, .cancelled, .skipped: "warn"
        case .queued, .inFlight: "calm"
        }
    }

    /// What may be told of a prompt that is sent if needed.
    func ifNeeded(_ count: LedgerFigures.IfNeeded) -> String {
        guard let sent = count.sent else {
            return language(
                "sendt efter behov: færre end fem fik den, eller færre end fem fik den ikke",
                "sent if needed: fewer than five got it, or fewer than five did not"
            )
        }
        guard count.reached > 0 else { return language("ikke sendt endnu", "not sent yet") }
        return language(
            "sendt efter behov: omkring \(sent) af omkring \(count.reached) fik den",
            "sent if needed: about \(sent) of about \(count.reached) got it"
        )
    }
}
