extension BadPlace {
    static let all = keys + values + references + syntax

    private static let keys: [BadPlace] = [
        BadPlace(
            "capacity: 320",
            "capacty: 320",
            "59:98: unknown key \"capacty\" in a session; expected key, start, end, place, capacity (did you mean capacity?)"
        ),
        BadPlace(
            "title: Digital ledelse",
            "titel: Digital ledelse",
            "4:1: missing key \"title\" in a course",
            "5:1: unknown key \"titel\" in a course; expected course, title, about, language, time-zone, starts, ends, letters-a-week, municipalities, equivalent-areas, modules (did you mean title?)"
        ),
        BadPlace(
            "    due: 3 weeks after kick-off.end\n",
            "",
            "73:5: missing key \"due\" in an assessment"
        ),
        BadPlace(
            "    due: 3 weeks after kick-off.end\n",
            "    due: 3 weeks after kick-off.end\n    window: 2\n",
            "80:5: unknown key \"window\" in an assessment; expected key, kind, title, about, minutes, link, opens, due, prompts (a reflection takes it)"
        ),
        BadPlace(
            "modules:",
            "modules: []\nmoduls:",
            "54:10: modules is empty; expected at least 1",
            "55:1: unknown key \"moduls\" in a course; expected course, title, about, language, time-zone, starts, ends, letters-a-week, municipalities, equivalent-areas, modules (did you mean modules?)"
        ),
        BadPlace(
            "kind: material",
            "kind: material\n    due: on opens",
            "282:5: unknown key \"due\" in a material; expected key, kind, title, about, link, opens, prompts (an assessment, a film, a service check take it)"
        ),
        BadPlace(
            "kind: gathering",
            "kind: gatherings",
            "56:11: kind takes one of gathering, assessment, film, reflection, workshop, service-check, material, not \"gatherings\" (did you mean gathering?)"
        ),
        BadPlace(
            "kind: gathering\n",
            "\n",
            "55:5: missing key \"kind\" in a module; expected one of gathering, assessment, film, reflection, workshop, service-check, material"
        ),
        BadPlace(
            "letters-a-week: 3 ",
            "? [1]\n: 2\n#",
            "13:3: a key in a course takes a text, not a list"
        ),
        BadPlace(
            "- key: film-2",
            "- key: film-1",
            "100:10: the key \"film-1\" is given twice in modules; it stands at 84:10 already",
            "132:12: unknown module \"film-2\" (did you mean film-1?)",
            "143:12: unknown module \"film-2\" (did you mean film-1?)",
            "154:25: builds-on names no film \"film-2\" (did you mean film-1?); expected one of film-1, film-3, film-4, kl-1, kl-2, kl-3, kl-4, kl-5"
        ),
        BadPlace(
            "{key: torsdag, start: 2027-04-15",
            "{key: onsdag, start: 2027-04-15",
            "170:15: the key \"onsdag\" is given twice in sessions; it stands at 169:15 already"
        ),
        BadPlace(
            "{key: reminder, send: 2 working",
            "{key: invitation, send: 2 working",
            "71:15: the key \"invitation\" is given twice in prompts; it stands at 61:14 already"
        ),
        BadPlace(
            "- key: kick-off",
            "- key: Kick off",
            "55:10: key takes a name of a-z, 0-9 and hyphens, at most 64, not \"Kick off\"",
            "78:12: unknown module \"kick-off\"",
            "79:10: unknown module \"kick-off\""
        ),
        BadPlace(
            "  glostrup:\n    name",
            "  Glostrup:\n    name",
            "27:3: \"Glostrup\" cannot be a key; expected a name of a-z, 0-9 and hyphens, at most 64",
            "42:40: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "43:50: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "44:56: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "45:47: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "46:41: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "47:46: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "48:40: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "49:46: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "50:44: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "51:45: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup",
            "52:51: unknown municipality \"glostrup\"; expected one of albertslund, Glostrup"
        ),
        BadPlace(
            "title: Kick-off",
            "title: Kick-off\n    title: Igen",
            "58:5: the key \"title\" is given twice; it stands at 57:5 already"
        ),
        BadPlace(
            "days before start}\n\n  - key: wheel",
            "days before start, \"key\": x}\n\n  - key: wheel",
            "71:60: the key \"key\" is given twice; it stands at 71:10 already"
        ),
    ]

    private static let values: [BadPlace] = [
        BadPlace(
            "2027-01-18T16:00",
            "2027-02-30T16:00",
            "59:53: end takes a date and time such as 2027-01-18T13:00; there is no 2027-02-30"
        ),
        BadPlace(
            "2027-01-18T16:00",
            "2027-01-18T12:00",
            "59:53: the session ends at 2027-01-18T12:00, not after its start at 2027-01-18T13:00"
        ),
        BadPlace(
            "2027-01-18T16:00",
            "18. januar kl. 16",
            "59:53: end takes a date and time such as 2027-01-18T13:00, not \"18. januar kl. 16\""
        ),
        BadPlace(
            "2027-05-07 ",
            "2027-02-29 ",
            "24:9: closed takes a date such as 2027-01-18; there is no 2027-02-29"
        ),
        BadPlace(
            "{from: 2026-12-24, to: 2026-12-31}",
            "{from: 2026-12-24, to: 2026-12-23}",
            "25:32: the closed period ends on 2026-12-23, before it begins on 2026-12-24"
        ),
        BadPlace(
            "{from: 2026-12-24, to: 2026-12-31}",
            "{from: 2026-12-24}",
            "25:9: missing key \"to\" in a closed period"
        ),
        BadPlace(
            "ends: 2027-09-30",
            "ends: 2026-09-30",
            "12:7: the course ends on 2026-09-30, before it starts on 2026-12-01"
        ),
        BadPlace(
            "ends: 2027-09-30",
            "ends: 2327-09-30",
            "12:7: ends takes a date from 1900 to 2199, not \"2327-09-30\""
        ),
        BadPlace(
            "minutes: 40",
            "minutes: fyrre",
            "89:14: minutes takes a whole number from 1 to 1440, not \"fyrre\""
        ),
        BadPlace(
            "minutes: 40",
            "minutes: 0",
            "89:14: minutes takes a whole number from 1 to 1440, not \"0\""
        ),
        BadPlace(
            "minutes: 40",
            "minutes: [40]",
            "89:14: minutes takes a whole number from 1 to 1440, not a list"
        ),
        BadPlace(
            "minutes: 40",
            "minutes: 20",
            "95:14: 24:00 lies beyond the film's 20 minutes"
        ),
        BadPlace(
            "letters-a-week: 3 ",
            "letters-a-week: 99999999999999999999 ",
            "13:17: letters-a-week takes a whole number from 1 to 50, not \"99999999999999999999\""
        ),
        BadPlace(
            "Europe/Copenhagen",
            "Europe/Kopenhagen",
            "10:12: time-zone takes a time zone such as Europe/Copenhagen, not \"Europe/Kopenhagen\""
        ),
        BadPlace(
            "send-at: \"08:00\"",
            "send-at: 25:00",
            "22:14: send-at takes a time such as \"08:00\", not \"25:00\""
        ),
        BadPlace(
            "at: \"24:00\"",
            "at: 24.00",
            "95:14: at takes minutes and seconds such as \"09:30\", not \"24.00\""
        ),
        BadPlace(
            "language: da ",
            "language: dk ",
            "9:11: language takes one of da, en, not \"dk\" (did you mean da?)"
        ),
        BadPlace(
            "title: Kick-off",
            "title: \"Kick\\noff\"",
            "57:12: title takes one line, not several"
        ),
        BadPlace(
            "title: Kick-off",
            "title: \"Kick\\x07off\"",
            "57:12: title takes a text without control characters"
        ),
        BadPlace(
            "title: Kick-off",
            "title:",
            "57:11: title is empty; expected a text"
        ),
        BadPlace(
            "title: Kick-off",
            "title: {a: b}",
            "57:12: title takes a text, not a mapping"
        ),
        BadPlace(
            "title: Kick-off",
            "title: !!str Kick-off",
            "57:12: the tag \"tag:yaml.org,2002:str\" is not taken; write the value alone"
        ),
        BadPlace(
            "title: Kick-off",
            "title: &a Kick-off",
            "57:12: anchors (&) and aliases (*) are not taken; write the value out"
        ),
        BadPlace(
            "place: Glostrup R",
            "place: *a\n# ",
            "169:78: anchors (&) and aliases (*) are not taken; write the value out"
        ),
        BadPlace(
            "https://film.example/digital-ledelse/1",
            "film.example/1",
            "90:11: link takes an address of the web such as https://film.example/1, not \"film.example/1\""
        ),
        BadPlace(
            "karim.lund@glostrup.example, phone",
            "karim.lund.glostrup.example, phone",
            "31:40: email takes a mail address such as mette@kommune.example, not \"karim.lund.glostrup.example\""
        ),
        BadPlace(
            "Digital ledelse <digital-ledelse@glostrup.example>",
            "digital-ledelse@glostrup.example",
            "29:13: sender takes a name and a mail address such as Digital ledelse <post@kommune.example>, not \"digital-ledelse@glostrup.example\""
        ),
        BadPlace(
            "subject: \"Velkommen",
            "subject: \"Velkommen\\r\\nBcc: x\\n",
            "63:18: subject takes one line, not several"
        ),
        BadPlace(
            "tables: {of: 6, pair-across: equivalent-areas}",
            "tables: {of: 1, pair-across: all}",
            "171:18: of takes a whole number from 2 to 100, not \"1\"",
            "171:34: pair-across takes equivalent-areas, not \"all\""
        ),
    ]

    private static let references: [BadPlace] = [
        BadPlace(
            "on film-1.opens",
            "on film-1.start",
            "121:12: film-1 is a film and has no start; expected opens, due"
        ),
        BadPlace(
            "on film-1.opens",
            "on filn-1.opens",
            "121:12: unknown module \"filn-1\" (did you mean film-1?)"
        ),
        BadPlace(
            "opens: on film-1.opens",
            "opens: on start",
            "121:12: kl-1 is a film and has no start; expected opens, due"
        ),
        BadPlace(
            "    choose-date-by: 10 weeks before workshop-1.start\n",
            "",
            "160:43: meeting-1 has no choose-date-by"
        ),
        BadPlace(
            "6 weeks before start",
            "6 wekes before start",
            "62:15: send cannot be read: “6 wekes before start” is no rule of time: unknown unit “wekes”; expected day(s), working day(s), week(s) or month(s)"
        ),
        BadPlace(
            "6 weeks before start",
            "0 weeks before start",
            "62:15: send cannot be read: “0 weeks before start” is no rule of time: “0” is no count; expected a whole number from 1 to 999"
        ),
        BadPlace(
            "{first-name}",
            "{fornavn} {first_name} {fornavn}",
            "65:16: unknown field \"{fornavn}\"; expected one of {first-name}, {name}, {date}, {time}, {place}, {title}, {minutes}, {link}, {municipality}, {other-municipality}, {contact}, {due}, {group}, {course}, {signed}, {speaker}, {window}, {questions}",
            "65:26: unknown field \"{first_name}\" (did you mean first-name?); expected one of {first-name}, {name}, {date}, {time}, {place}, {title}, {minutes}, {link}, {municipality}, {other-municipality}, {contact}, {due}, {group}, {course}, {signed}, {speaker}, {window}, {questions}",
            "65:39: unknown field \"{fornavn}\"; expected one of {first-name}, {name}, {date}, {time}, {place}, {title}, {minutes}, {link}, {municipality}, {other-municipality}, {contact}, {due}, {group}, {course}, {signed}, {speaker}, {window}, {questions}"
        ),
        BadPlace(
            "builds-on: [film-1, film-2",
            "builds-on: [film-1, workshop-1, film-1, film-9, film-2",
            "154:25: builds-on takes films; workshop-1 is a workshop",
            "154:37: builds-on names \"film-1\" twice",
            "154:45: builds-on names no film \"film-9\" (did you mean film-1?); expected one of film-1, film-2, film-3, film-4, kl-1, kl-2, kl-3, kl-4, kl-5"
        ),
        BadPlace(
            "unless: booked",
            "unless: done",
            "238:74: a service check knows no unless: done; expected booked"
        ),
        BadPlace(
            "{key: reminder, send: 5 working days before due}",
            "{key: reminder, send: 5 working days before due, unless: done}",
            "82:66: an assessment knows no unless: done; leave it out"
        ),
        BadPlace(
            "key: booking-reminder",
            "key: booking-remider",
            "238:15: a service check has no letter for \"booking-remider\" (did you mean booking-reminder?); expected booking, booking-reminder, reminder, or an own subject and text"
        ),
        BadPlace(
            "to: chairs",
            "to: formænd",
            "160:72: to takes one of leaders, chairs, not \"formænd\""
        ),
        BadPlace(
            "glostrup: Daginstitutioner",
            "glostup: Daginstitutioner",
            "42:39: unknown municipality \"glostup\"; expected one of albertslund, glostrup"
        ),
        BadPlace(
            "equivalent-areas:",
            "equivalent_areas:",
            "41:1: unknown key \"equivalent_areas\" in a course; expected course, title, about, language, time-zone, starts, ends, letters-a-week, municipalities, equivalent-areas, modules (did you mean equivalent-areas?)",
            "171:34: there is no equivalent-areas section to pair across",
            "263:34: there is no equivalent-areas section to pair across"
        ),
    ]

    private static let syntax: [BadPlace] = [
        BadPlace(
            "  - key: kick-off",
            "  - key: kick-off\n\tkind: x",
            "56:1: this is not YAML: found a tab character that violates indentation (while scanning a plain scalar, 55:10)"
        ),
        BadPlace(
            "modules:",
            "---\nmodules:",
            "54:1: a second document begins here; expected one course"
        ),
        BadPlace(
            "contact: {name: Mette Holm",
            "contact: {name: [Mette Holm",
            "20:91: this is not YAML: did not find expected ',' or ']' (while parsing a flow sequence, 20:21)"
        ),
    ]
}
