import CourseTesting
import Postgres

@testable import CourseStore

extension Statements {
    private static let digest = [UInt8](repeating: 0, count: 32)
    private static let mail = "a@b.example"
    private static let challenge = Challenge(link: digest, address: mail, network: nil, browser: digest, code: digest)

    static let signIn: [NamedStatement] = [
        .init("SignInQueries.signedIn", SignInQueries.signedIn([digest])),
        .init("SignInQueries.begin", SignInQueries.begin(digest, of: mail, idle: 1, longest: 2)),
        .init("SignInQueries.touch", SignInQueries.touch(digest)),
        .init("SignInQueries.forgetEnded", SignInQueries.forgetEnded),
        .init("SignInQueries.end", SignInQueries.end(digest)),
        .init("SignInQueries.endAll", SignInQueries.endAll(ofPersonWith: digest)),
        .init("ChallengeQueries.queueUp", ChallengeQueries.queueUp(network: "n", address: mail)),
        .init("ChallengeQueries.queueUp", ChallengeQueries.queueUp(address: mail)),
        .init("ChallengeQueries.counts", ChallengeQueries.counts(of: mail, from: "n", at: now)),
        .init("ChallengeQueries.addressee", ChallengeQueries.addressee(mail)),
        .init("ChallengeQueries.add", ChallengeQueries.add(challenge, at: now, seconds: 900)),
        .init("ChallengeQueries.link", ChallengeQueries.link(digest, at: now)),
        .init("ChallengeQueries.redeem", ChallengeQueries.redeem(digest, at: now)),
        .init("ChallengeQueries.address", ChallengeQueries.address(ofBrowser: digest)),
        .init("ChallengeQueries.asked", ChallengeQueries.asked(by: digest, code: digest, at: now)),
        .init("ChallengeQueries.countWrongCode", ChallengeQueries.countWrongCode(at: digest)),
        .init("ChallengeQueries.forgetOld", ChallengeQueries.forgetOld),
        .init("AdministratorQueries.add", AdministratorQueries.add(mail)),
        .init("AdministratorQueries.id", AdministratorQueries.id(of: mail)),
        .init("AdministratorQueries.all", AdministratorQueries.all),
        .init("AdministratorQueries.locked", AdministratorQueries.locked),
        .init("AdministratorQueries.remove", AdministratorQueries.remove(1)),
        .init("HelperQueries.add", HelperQueries.add(mail, name: "A", in: municipality)),
        .init("HelperQueries.all", HelperQueries.all(of: course)),
        .init("HelperQueries.remove", HelperQueries.remove(mail, from: municipality)),
        .init(
            "DirectLetterQueries.route",
            DirectLetterQueries.route(of: municipality, by: LetterRoutes(own: ["here"]))
        ),
        .init(
            "DirectLetterQueries.queue",
            DirectLetterQueries.queue(
                DirectLetter(token: token, sender: mail, recipient: mail, message: [1], usefulSeconds: 1),
                on: "post"
            )
        ),
        .init("DirectLetterQueries.sheets", DirectLetterQueries.sheets(of: [1])),
        .init("DirectLetterQueries.forgetSettled", DirectLetterQueries.forgetSettled),
    ]
}
