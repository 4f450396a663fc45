import Course
import CourseStore

extension AuditWords {
    /// What came of it, as `12 breve, 30 beskeder`.
    func detail(of entry: AuditEntry) -> String {
        let known = AuditFigure.allCases.compactMap { figure in
            // That nothing was moved is not told; that nobody chairs is.
            entry.detail[figure.rawValue].flatMap { $0 == 0 && figure != .chairs ? nil : words(figure, $0, of: entry) }
        }
        // Of a later program: as they are.
        let others = entry.detail.filter { AuditFigure(rawValue: $0.key) == nil }.sorted { $0.key < $1.key }
        return (known + others.map { "\($0.key): \($0.value)" }).joined(separator: ", ")
    }

    /// A figure in words; `nil` where it says nothing to anybody.
    private func words(_ figure: AuditFigure, _ count: Int, of entry: AuditEntry) -> String? {
        func counted(_ one: (String, String), _ many: (String, String)) -> String {
            "\(language.number(count)) " + (count == 1 ? language(one.0, one.1) : language(many.0, many.1))
        }
        let isOfDays = entry.action == AuditAction.calendarSet.rawValue
        switch figure {
        case .successor:
            return language("efterfølger: \(leader(Int64(count)))", "successor: \(leader(Int64(count)))")
        case .leader: return language("mødeleder: \(leader(Int64(count)))", "chair: \(leader(Int64(count)))")
        case .chairs:
            return count == 0
                ? language("ingen mødeleder", "no chair") : counted(("mødeleder", "chair"), ("mødeledere", "chairs"))
        case .municipality:
            let course = entry.course.flatMap { names.courses[$0] }
            let key = course?.municipalityKey(Municipality.ID(rawValue: Int64(count)))
            let town = key.map { municipality($0, in: course) } ?? language("en kommune", "a municipality")
            return language("kun for \(town)", "for \(town) only")
        case .municipalities, .version: return nil
        case .weeks: return counted(("uge senere", "week later"), ("uger senere", "weeks later"))
        case .prompts: return counted(("udsendelse", "sending"), ("udsendelser", "sendings"))
        case .fields: return counted(("felt", "field"), ("felter", "fields"))
        case .sender: return language("afsender", "sender")
        case .signed: return language("underskrift", "signature")
        case .contact: return language("kontakt", "contact")
        case .coordinator: return language("koordinator", "coordinator")
        case .sendAt: return language("klokkeslæt for breve", "time of letters")
        case .new: return counted(("ny leder", "new leader"), ("nye ledere", "new leaders"))
        case .changed: return counted(("rettet", "changed"), ("rettet", "changed"))
        case .unchanged: return counted(("uændret", "unchanged"), ("uændret", "unchanged"))
        case .leaders: return counted(("leder", "leader"), ("ledere", "leaders"))
        case .tables: return counted(("bordplads", "place at a table"), ("bordpladser", "places at tables"))
        case .added:
            return isOfDays
                ? counted(("lukkeperiode kom til", "period added"), ("lukkeperioder kom til", "periods added"))
                : counted(("udsendelse kom til", "sending added"), ("udsendelser kom til", "sendings added"))
        case .removed:
            return counted(("lukkeperiode fjernet", "period removed"), ("lukkeperioder fjernet", "periods removed"))
        case .moved: return counted(("udsendelse flyttet", "sending moved"), ("udsendelser flyttet", "sendings moved"))
        case .withdrawn:
            let isOfLeaders = [AuditAction.courseEnrol, .enrolmentApply].map(\.rawValue).contains(entry.action)
            return isOfLeaders
                ? counted(("udmeldt", "withdrawn"), ("udmeldt", "withdrawn"))
                : counted(("udsendelse udgik", "sending dropped"), ("udsendelser udgik", "sendings dropped"))
        case .told:
            return counted(
                ("leder får en rettelse", "leader is corrected"),
                ("ledere får en rettelse", "leaders are corrected")
            )
        case .cancelled:
            return counted(("brev taget tilbage", "letter taken back"), ("breve taget tilbage", "letters taken back"))
        case .letters: return counted(("brev", "letter"), ("breve", "letters"))
        case .items: return counted(("besked", "item"), ("beskeder", "items"))
        case .unreachable:
            return counted(("adresse, der afvises", "refused address"), ("adresser, der afvises", "refused addresses"))
        case .rows: return counted(("række", "row"), ("rækker", "rows"))
        case .elsewhere:
            return counted(
                ("tilmeldt i en anden kommune", "enrolled in another municipality"),
                ("tilmeldt i en anden kommune", "enrolled in another municipality")
            )
        case .letter: return language("brev \(count)", "letter \(count)")
        case .original: return language("en kopi af brev \(count)", "a copy of letter \(count)")
        }
    }
}
