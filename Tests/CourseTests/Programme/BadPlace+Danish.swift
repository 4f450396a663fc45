extension BadPlace {
    /// One place for each kind of fault, with what a Danish page says of it.
    static let inDanish: [BadPlace] = [
        BadPlace(
            "capacity: 320",
            "capacty: 320",
            "ukendt nøgle \"capacty\" i en gang (session); der kan stå key, start, end, place, capacity (mener du capacity?)"
        ),
        BadPlace(
            "    due: 3 weeks after kick-off.end\n",
            "    due: 3 weeks after kick-off.end\n    window: 2\n",
            "ukendt nøgle \"window\" i en måling; der kan stå key, kind, title, about, minutes, link, opens, due, prompts (den hører til i en refleksion)"
        ),
        BadPlace("    due: 3 weeks after kick-off.end\n", "", "en måling mangler nøglen \"due\""),
        BadPlace("{from: 2026-12-24, to: 2026-12-31}", "{}", "en lukkeperiode mangler nøglerne \"from\", \"to\""),
        BadPlace(
            "kind: gathering\n",
            "\n",
            "et modul mangler nøglen \"kind\"; der kan stå gathering, assessment, film, reflection, workshop, service-check, material"
        ),
        BadPlace(
            "kind: gathering",
            "kind: gatherings",
            "kind skal være et af gathering, assessment, film, reflection, workshop, service-check, material, ikke \"gatherings\" (mener du gathering?)"
        ),
        BadPlace("letters-a-week: 3 ", "? [1]\n: 2\n#", "en nøgle i et forløb skal være en tekst, ikke en liste"),
        BadPlace(
            "{key: torsdag, start: 2027-04-15",
            "{key: onsdag, start: 2027-04-15",
            "nøglen \"onsdag\" står to gange i sessions; første gang er 169:15"
        ),
        BadPlace(
            "title: Kick-off",
            "title: Kick-off\n    title: Igen",
            "nøglen \"title\" står to gange; første gang er 57:5"
        ),
        BadPlace(
            "- key: wheel-before",
            "- key: Wheel 1",
            "key skal være et navn af a-z, 0-9 og bindestreger, højst 64 tegn, ikke \"Wheel 1\""
        ),
        BadPlace(
            "2027-01-18T16:00",
            "2027-02-30T16:00",
            "end skal være dato og klokkeslæt som 2027-01-18T13:00; datoen 2027-02-30 findes ikke"
        ),
        BadPlace(
            "2027-01-18T16:00",
            "2027-01-18T12:00",
            "den slutter 2027-01-18T12:00, ikke efter sin begyndelse 2027-01-18T13:00"
        ),
        BadPlace(
            "{from: 2026-12-24, to: 2026-12-31}",
            "{from: 2026-12-24, to: 2026-12-23}",
            "lukkeperioden slutter 2026-12-23, før den begynder 2026-12-24"
        ),
        BadPlace(
            "ends: 2027-09-30",
            "ends: 2026-09-30",
            "forløbet slutter 2026-09-30, før det begynder 2026-12-01"
        ),
        BadPlace(
            "ends: 2027-09-30",
            "ends: 2327-09-30",
            "ends skal være en dato fra 1900 til 2199, ikke \"2327-09-30\""
        ),
        BadPlace("minutes: 40", "minutes: fyrre", "minutes skal være et helt tal fra 1 til 1440, ikke \"fyrre\""),
        BadPlace("minutes: 40", "minutes: [40]", "minutes skal være et helt tal fra 1 til 1440, ikke en liste"),
        BadPlace("minutes: 40", "minutes: 20", "24:00 ligger efter filmens 20 minutter"),
        BadPlace(
            "send-at: \"08:00\"",
            "send-at: 25:00",
            "send-at skal være et klokkeslæt som \"08:00\", ikke \"25:00\""
        ),
        BadPlace("title: Kick-off", "title: \"Kick\\noff\"", "title skal stå på én linje, ikke flere"),
        BadPlace("title: Kick-off", "title: \"Kick\\x07off\"", "title skal være en tekst uden styretegn"),
        BadPlace("title: Kick-off", "title:", "title er tom; skriv en tekst"),
        BadPlace("title: Kick-off", "title: {a: b}", "title skal være en tekst, ikke en gruppe af nøgler"),
        BadPlace(
            "title: Kick-off",
            "title: \(String(repeating: "K", count: 201))",
            "title må højst være 200 tegn, ikke 201"
        ),
        BadPlace(
            "title: Kick-off",
            "title: !!str Kick-off",
            "mærket \"tag:yaml.org,2002:str\" kan ikke bruges; skriv værdien alene"
        ),
        BadPlace(
            "title: Kick-off",
            "title: &a Kick-off",
            "ankre (&) og henvisninger (*) kan ikke bruges; skriv værdien helt ud"
        ),
        BadPlace(
            "on film-1.opens",
            "on film-1.start",
            "film-1 er en film og har ikke noget start; der er opens, due"
        ),
        BadPlace("on film-1.opens", "on filn-1.opens", "ukendt modul \"filn-1\" (mener du film-1?)"),
        BadPlace(
            "    choose-date-by: 10 weeks before workshop-1.start\n",
            "",
            "meeting-1 har ikke noget choose-date-by"
        ),
        BadPlace(
            "6 weeks before start",
            "0 weeks before start",
            "send kan ikke læses: ”0 weeks before start” er ingen tidsregel: ”0” er intet antal; skriv et helt tal fra 1 til 999"
        ),
        BadPlace(
            "{first-name}",
            "{first_name}",
            "ukendt felt \"{first_name}\" (mener du first-name?); der er {first-name}, {name}, {date}, {time}, {place}, {title}, {minutes}, {link}, {municipality}, {other-municipality}, {contact}, {due}, {group}, {course}, {signed}, {speaker}, {window}, {questions}"
        ),
        BadPlace(
            "builds-on: [film-1, film-2",
            "builds-on: [film-1, workshop-1, film-1, film-9, film-2",
            "builds-on skal være film; workshop-1 er en workshop",
            "builds-on nævner \"film-1\" to gange",
            "builds-on nævner ingen film: \"film-9\" (mener du film-1?); der er film-1, film-2, film-3, film-4, kl-1, kl-2, kl-3, kl-4, kl-5"
        ),
        BadPlace("unless: booked", "unless: done", "et servicetjek kan ikke have unless: done; der kan stå booked"),
        BadPlace(
            "{key: reminder, send: 5 working days before due}",
            "{key: reminder, send: 5 working days before due, unless: done}",
            "en måling kan ikke have unless: done; udelad det"
        ),
        BadPlace(
            "key: booking-reminder",
            "key: booking-remider",
            "et servicetjek har ikke noget brev til \"booking-remider\" (mener du booking-reminder?); der kan stå booking, booking-reminder, reminder, eller skriv selv subject og text"
        ),
        BadPlace(
            "glostrup: Daginstitutioner",
            "glostup: Daginstitutioner",
            "ukendt kommune \"glostup\"; der er albertslund, glostrup"
        ),
        BadPlace(
            "modules:",
            "---\nmodules:",
            "her begynder et dokument mere; filen skal kun indeholde ét forløb"
        ),
        BadPlace(
            "contact: {name: Mette Holm",
            "contact: {name: [Mette Holm",
            "det er ikke YAML: her mangler et komma eller ] (det begynder 20:21)"
        ),
    ]
}
