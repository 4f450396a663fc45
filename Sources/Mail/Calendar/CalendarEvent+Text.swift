extension CalendarEvent {
    /// The iCalendar object: CRLF line ends, lines of at most 75 octets.
    public var iCalendar: String {
        var writer = CalendarWriter()
        writer.line("BEGIN:VCALENDAR")
        writer.line("PRODID:-//Tandem//Course letters//EN")
        writer.line("VERSION:2.0")
        writer.line("CALSCALE:GREGORIAN")
        writer.line("METHOD:\(method.rawValue)")
        writeZone(&writer)
        writer.line("BEGIN:VEVENT")
        writer.line("UID:\(CalendarWriter.text(uid))")
        writer.line("SEQUENCE:\(max(0, sequence))")
        let written = CivilTime(secondsSince1970: stamp, utcOffsetSeconds: 0)
        writer.line("DTSTAMP:\(CalendarWriter.dateTime(written))Z")
        writer.line("DTSTART;TZID=\(zoneName):\(CalendarWriter.dateTime(zone.clock(at: start)))")
        writer.line("DTEND;TZID=\(zoneName):\(CalendarWriter.dateTime(zone.clock(at: end)))")
        writer.line("SUMMARY:\(CalendarWriter.text(summary))")
        if !location.isEmpty { writer.line("LOCATION:\(CalendarWriter.text(location))") }
        if !details.isEmpty { writer.line("DESCRIPTION:\(CalendarWriter.text(details))") }
        writer.line("ORGANIZER\(Self.commonName(organiser)):mailto:\(organiser.address)")
        writer.line("ATTENDEE\(Self.commonName(attendee));ROLE=REQ-PARTICIPANT:mailto:\(attendee.address)")
        writer.line("STATUS:\(method == .cancel ? "CANCELLED" : "CONFIRMED")")
        writer.line("END:VEVENT")
        writer.line("END:VCALENDAR")
        return writer.text
    }

    private var zoneName: String { CalendarWriter.parameter(zone.name) }

    private func writeZone(_ writer: inout CalendarWriter) {
        writer.line("BEGIN:VTIMEZONE")
        writer.line("TZID:\(CalendarWriter.text(zone.name))")
        let observances = zone.observances(from: start, through: end)
        if observances.isEmpty {
            // A zone that knows no change still needs one observance (RFC 5545 §3.6.5).
            writeObservance(isDaylight: false, at: 0, from: zone.earliestOffset, to: zone.earliestOffset, &writer)
        }
        for (observance, previous) in observances {
            writeObservance(
                isDaylight: observance.isDaylight,
                at: observance.begins,
                from: previous,
                to: observance.offset,
                &writer
            )
        }
        writer.line("END:VTIMEZONE")
    }

    /// The beginning is told by the clock as it stood before the change (RFC 5545 §3.6.5).
    private func writeObservance(
        isDaylight: Bool,
        at instant: Int64,
        from: Int,
        to: Int,
        _ writer: inout CalendarWriter
    ) {
        let kind = isDaylight ? "DAYLIGHT" : "STANDARD"
        let clock = CivilTime(secondsSince1970: instant, utcOffsetSeconds: from)
        writer.line("BEGIN:\(kind)")
        writer.line("DTSTART:\(CalendarWriter.dateTime(clock))")
        writer.line("TZOFFSETFROM:\(CalendarWriter.offset(from))")
        writer.line("TZOFFSETTO:\(CalendarWriter.offset(to))")
        writer.line("END:\(kind)")
    }

    private static func commonName(_ mailbox: Mailbox) -> String {
        mailbox.name.isEmpty ? "" : ";CN=\(CalendarWriter.parameter(mailbox.name))"
    }
}
