import Course
import CourseStore

extension AuditAction {
    /// What was done; `{subject}` is to whom or what.
    var words: Sentence {
        switch self {
        case .administratorAdd:
            Sentence("gav {subject} adgang som administrator", "let {subject} in as an administrator")
        case .administratorRemove:
            Sentence("tog adgangen som administrator fra {subject}", "took the administrator's access from {subject}")
        case .administratorLink:
            Sentence("lavede et link til at logge ind for {subject}", "made a sign-in link for {subject}")
        case .courseImport: Sentence("indlæste forløbet fra en fil", "imported the course from a file")
        case .courseCopy: Sentence("lavede en kopi af {subject}", "made a copy of {subject}")
        case .courseSucceed: Sentence("lavede et nyt forløb ud fra {subject}", "made a new course from {subject}")
        case .courseEnrol, .enrolmentApply:
            Sentence("tilmeldte ledere fra en liste: {subject}", "enrolled leaders from a list: {subject}")
        case .enrolmentElsewhere:
            Sentence(
                "sammenlignede en liste, der har en anden kommunes adresser, med {subject}",
                "compared a list that has another municipality's addresses with {subject}"
            )
        case .courseLive: Sentence("satte forløbet i gang", "set the course going")
        case .courseLiveWithoutAgreement:
            Sentence(
                "satte forløbet i gang, før {subject} havde sagt ja",
                "set the course going before {subject} had agreed"
            )
        case .coursePause: Sentence("satte forløbet på pause", "paused the course")
        case .courseSimulate: Sentence("kørte forløbet igennem på prøve", "ran the course through on trial")
        case .courseClock: Sentence("flyttede forløbets ur", "moved the course's clock")
        case .agreementGive:
            Sentence("sagde på vegne af {subject} ja til at gå i gang", "agreed to going live, for {subject}")
        case .agreementWithdraw:
            Sentence("trak sit ja tilbage på vegne af {subject}", "took the agreement back, for {subject}")
        case .municipalitySet: Sentence("rettede indstillingerne for {subject}", "changed the settings of {subject}")
        case .calendarSet: Sentence("rettede lukkedagene i {subject}", "changed the closing days of {subject}")
        case .groupRename: Sentence("gav ledergruppen {subject} et nyt navn", "renamed the leader group {subject}")
        case .groupChair:
            Sentence("valgte mødeleder i ledergruppen {subject}", "chose the chair of the leader group {subject}")
        case .helperAdd: Sentence("føjede {subject} til som hjælper", "added {subject} as a helper")
        case .helperRemove: Sentence("fjernede {subject} som hjælper", "removed {subject} as a helper")
        case .leaderAddress: Sentence("rettede mailadressen for {subject}", "corrected the address of {subject}")
        case .leaderAddressTaken:
            Sentence(
                "prøvede en adresse for {subject}, som en anden har",
                "tried an address for {subject} that somebody else has"
            )
        case .leaderEdit: Sentence("rettede oplysningerne om {subject}", "edited the record of {subject}")
        case .leaderWithdraw: Sentence("meldte {subject} ud af forløbet", "took {subject} out of the course")
        case .leaderReturn: Sentence("tog {subject} med igen", "took {subject} in again")
        case .leaderSuccession:
            Sentence("lod en anden overtage efter {subject}", "had somebody take over from {subject}")
        case .leaderLanguage: Sentence("skiftede sprog for {subject}", "changed the language of {subject}")
        case .filmDone: Sentence("noterede, at en leder har set {subject}", "noted that a leader has seen {subject}")
        case .reflectionDone:
            Sentence("noterede, at noterne til {subject} er skrevet", "noted that the notes of {subject} are written")
        case .meetingSet: Sentence("satte datoen for {subject}", "set the date of {subject}")
        case .meetingRemove: Sentence("fjernede datoen for {subject}", "removed the date of {subject}")
        case .seatSet: Sentence("gav plads på {subject}", "gave seats at {subject}")
        case .sessionMove: Sentence("flyttede {subject}", "moved {subject}")
        case .mailHold: Sentence("tilbageholdt {subject}", "held {subject}")
        case .mailRetry: Sentence("lod {subject} gå ud igen", "let {subject} go again")
        case .mailCancel: Sentence("annullerede {subject}", "cancelled {subject}")
        case .messageSend: Sentence("sendte beskeden {subject}", "sent the message {subject}")
        case .messageCancel:
            Sentence(
                "annullerede de breve med beskeden {subject}, der ikke var gået",
                "cancelled the letters with the message {subject} that had not left"
            )
        case .messageCopy: Sentence("sendte et brev igen til {subject}", "sent a letter again to {subject}")
        case .messageMissed:
            Sentence("sendte, hvad der var gået forbi: {subject}", "sent what had been missed: {subject}")
        case .wordsSet: Sentence("skrev en egen tekst til {subject}", "wrote own words for {subject}")
        case .wordsReset:
            Sentence("gik tilbage til standardbrevet for {subject}", "went back to the shipped letter for {subject}")
        }
    }
}
