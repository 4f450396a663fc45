import Course
import Foundation
import Postgres

@testable import CourseStore

extension Statements {
    private static let bounced = BounceQueries.Letter(
        id: 1,
        route: "post",
        course: course,
        leader: leader,
        municipality: municipality,
        isDiscreet: false,
        attempt: 1,
        settledAt: now
    )

    /// What people and reports do to letters.
    static let post: [NamedStatement] = [
        .init("AuditQueries.add", AuditQueries.add("mail.hold", of: "1", in: course, by: "me", detail: json)),
        .init("AuditQueries.trail", AuditQueries.trail(of: course, limit: 1)),
        .init("BounceQueries.letter", BounceQueries.letter(token)),
        .init("BounceQueries.settleTaken", BounceQueries.settleTaken(token)),
        .init("BounceQueries.isFirst", BounceQueries.isFirst(of: 1)),
        .init("BounceQueries.add", BounceQueries.add(BounceNote(kind: .hard), of: bounced)),
        .init("BounceQueries.markItems", BounceQueries.markItems(of: bounced)),
        .init("BounceQueries.tally", BounceQueries.tally("post")),
        .init("BounceQueries.isReaddressed", BounceQueries.isReaddressed(bounced)),
        .init("BounceQueries.markUnreachable", BounceQueries.markUnreachable(bounced, now: now)),
        .init("StandingQueries.now", StandingQueries.now),
        .init("StandingQueries.queues", StandingQueries.queues),
        .init("StandingQueries.tallies", StandingQueries.tallies),
        .init("StandingQueries.holds", StandingQueries.holds),
        .init("StandingQueries.mailmen", StandingQueries.mailmen),
        .init("StandingQueries.clocks", StandingQueries.clocks(of: ["post"])),
        .init("StandingQueries.letters", StandingQueries.letters(on: "post", to: nil, of: nil, limit: 1)),
        .init("StandingQueries.isKnown", StandingQueries.isKnown("post")),
        .init("StandingQueries.knownRoutes", StandingQueries.knownRoutes),
        .init("StoppingQueries.letter", StoppingQueries.letter(1)),
        .init("StoppingQueries.holdLetter", StoppingQueries.holdLetter(1)),
        .init("StoppingQueries.retryLetter", StoppingQueries.retryLetter(1)),
        .init("StoppingQueries.cancelLetter", StoppingQueries.cancelLetter(1)),
        .init("StoppedPromptQueries.isPlanned", StoppedPromptQueries.isPlanned(prompt, in: course)),
        .init("StoppedPromptQueries.stop", StoppedPromptQueries.stop(of: prompt, in: course)),
        .init("StoppedPromptQueries.stops", StoppedPromptQueries.stops(in: course)),
        .init("StoppedPromptQueries.setStop", StoppedPromptQueries.setStop(.held, of: prompt, in: course)),
        .init("StoppedPromptQueries.lift", StoppedPromptQueries.lift(prompt, in: course)),
        .init("StoppingQueries.takeBack", StoppingQueries.takeBack(prompt, in: course, now: now)),
        .init("StoppingQueries.retryPrompt", StoppingQueries.retryPrompt(prompt, in: course, now: now)),
        .init(
            "UndeliveredQueries.free",
            UndeliveredQueries.free(.letter(1), of: [leader], in: course, now: now)
        ),
        .init(
            "UndeliveredQueries.free",
            UndeliveredQueries.free(.prompt(prompt), of: nil, in: course, now: now)
        ),
        .init("StoppingQueries.takeBackAll", StoppingQueries.takeBackAll(to: leader, in: course, now: now)),
        .init("StoppingQueries.holdRoute", StoppingQueries.holdRoute("post")),
        .init("StoppingQueries.liftRoute", StoppingQueries.liftRoute("post")),
        .init("StoppingQueries.heldRoutes", StoppingQueries.heldRoutes(among: ["post"])),
        .init("StoppingQueries.unclaimed", StoppingQueries.unclaimed(on: "post")),
        .init("StoppingQueries.retryRoute", StoppingQueries.retryRoute("post")),
        .init("StoppingQueries.lockCourses", StoppingQueries.lockCourses(on: "post")),
        .init("StoppingQueries.cancelRoute", StoppingQueries.cancelRoute("post", of: [course])),
    ]

    static let release: [NamedStatement] = [
        .init("ReleaseQueries.municipalities", ReleaseQueries.municipalities(of: course)),
        .init("ReleaseQueries.dueCourses", ReleaseQueries.dueCourses),
        .init("ReleaseQueries.nextMoment", ReleaseQueries.nextMoment(of: course)),
        .init(
            "ReleaseQueries.setReleaseMoment",
            ReleaseQueries.setReleaseMoment(of: municipality, course: course, sendAt: now, now: now)
        ),
        .init("ReleaseQueries.releaseAt", ReleaseQueries.releaseAt(now, in: [municipality])),
        .init("ReleaseQueries.close", ReleaseQueries.close(course, now: now)),
        .init("ReleaseQueries.freeMissed", ReleaseQueries.freeMissed(reachedBy: planned)),
        .init(
            "ReleaseQueries.release",
            ReleaseQueries.release(course, in: [municipality], routes: [(municipality, "post")], now: now)
        ),
        .init("ReleaseQueries.planAnew", ReleaseQueries.planAnew),
        .init("ReleaseQueries.dueLeaders", ReleaseQueries.dueLeaders(of: course, now: now)),
        .init("ReleaseQueries.ring", ReleaseQueries.ring(route: "post")),
        .init("CorrectionQueries.correct", CorrectionQueries.correct(course, now: now, today: moment)),
        .init("CorrectionQueries.retellTogether", CorrectionQueries.retellTogether(course)),
        .init("CorrectionQueries.anyToRetell", CorrectionQueries.anyToRetell(in: course, now: now)),
        .init("CorrectionQueries.retoldPrompts", CorrectionQueries.retoldPrompts(in: course, now: now)),
        .init("CorrectionQueries.retoldLeaders", CorrectionQueries.retoldLeaders(in: course, now: now)),
        .init(
            "CorrectionQueries.cancelUnattempted",
            CorrectionQueries.cancelUnattempted(ofPlanned: planned, course: course, now: now)
        ),
        .init("LedgerQueries.prompts", LedgerQueries.prompts(of: course)),
        .init("LedgerQueries.items", LedgerQueries.items(of: course)),
        .init("LedgerQueries.waiting", LedgerQueries.waiting(of: course)),
        .init("LedgerQueries.ifNeeded", LedgerQueries.ifNeeded(of: course)),
        .init("LedgerQueries.corrections", LedgerQueries.corrections(of: course)),
        .init("LedgerQueries.sentLetters", LedgerQueries.sentLetters(of: course)),
    ]
}
