import Course
import Postgres

/// The statements of letters to come in by.
enum ChallengeQueries {
    // MARK: Asking

    /// Has questions about one address, and from one network, wait for each other; always in this order.
    static func queueUp(network: String, address: String) -> Statement {
        Statement(
            """
            SELECT pg_advisory_xact_lock(hashtextextended('sign-in from ' || \(network), 0)),
                   pg_advisory_xact_lock(hashtextextended('sign-in of ' || lower(\(address)), 0))
            """
        )
    }

    static func queueUp(address: String) -> Statement {
        Statement("SELECT pg_advisory_xact_lock(hashtextextended('sign-in of ' || lower(\(address)), 0))")
    }

    /// What was asked for in the last hour.
    static func counts(
        of address: String,
        from network: String,
        at now: Instant?
    ) -> Query<(now: Instant, asks: Int, letters: Int)> {
        Query(
            """
            WITH present AS MATERIALIZED (SELECT \(fragment: present(now)) AS now)
            SELECT p.now,
                   (SELECT count(*) FROM sign_in_challenge
                    WHERE network = \(network) AND asked_at > p.now - interval '1 hour'),
                   (SELECT count(*) FROM sign_in_challenge
                    WHERE lower(email) = lower(\(address)) AND asked_at > p.now - interval '1 hour' AND browser IS NOT NULL)
            FROM present p
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    static func addressee(_ address: String) -> Query<SignInAddressee> {
        Query(
            """
            SELECT email, is_administrator, name, language, course, time_zone, municipality, municipality_name, sender, signed,
                   contact_name, contact_email, contact_phone
            FROM sign_in_addressee(\(address))
            """
        ) { row in
            let (email, isAdministrator, name): (String?, Bool, String?) = (
                try row.next(), try row.next(), try row.next()
            )
            let language: Language? = try row.next()
            let (course, zone): (String?, String?) = (try row.next(), try row.next())
            let municipality: Municipality.ID? = try row.next()
            let (town, sender, signed): (String?, String?, String?) = (try row.next(), try row.next(), try row.next())
            let (contact, mail, phone): (String?, String?, String?) = (try row.next(), try row.next(), try row.next())
            var house: SignInAddressee.House?
            if let course, let municipality, let town, let sender, let signed, let contact, let mail {
                house = SignInAddressee.House(
                    course: course,
                    timeZone: zone.flatMap { Zone($0) },
                    municipality: municipality,
                    name: town,
                    sender: sender,
                    signed: signed,
                    contact: Municipality.Contact(name: contact, email: mail, phone: phone)
                )
            }
            return SignInAddressee(
                address: email,
                isAdministrator: isAdministrator,
                name: name,
                language: language,
                house: house
            )
        }
    }

    static func add(_ challenge: Challenge, at now: Instant?, seconds: Int) -> Statement {
        Statement(
            """
            INSERT INTO sign_in_challenge (link, email, network, browser, code, asked_at, ends_at)
            SELECT \(challenge.link), \(challenge.address), \(nullable: challenge.network), \(nullable: challenge.browser),
                   \(nullable: challenge.code), p.now, p.now + make_interval(secs => \(Double(seconds)))
            FROM (SELECT \(fragment: present(now)) AS now) AS p
            """
        )
    }

    // MARK: Coming in

    static func link(_ link: [UInt8], at now: Instant?) -> Query<SignInLink> {
        Query("SELECT \(fragment: standing(at: now)), email FROM sign_in_challenge WHERE link = \(link)") { row in
            SignInLink(standing: try row.next(), address: try row.next())
        }
    }

    /// Uses a link up; its address, where it was open and the address is still somebody's.
    static func redeem(_ link: [UInt8], at now: Instant?) -> Query<String> {
        Query(
            """
            UPDATE sign_in_challenge c SET redeemed_at = \(fragment: present(now))
            WHERE c.link = \(link) AND c.redeemed_at IS NULL AND c.ends_at > \(fragment: present(now))
              AND EXISTS (SELECT FROM sign_in_addressee(c.email) a WHERE a.email IS NOT NULL)
            RETURNING c.email
            """
        )
    }

    static func address(ofBrowser browser: [UInt8]) -> Query<String> {
        Query("SELECT email FROM sign_in_challenge WHERE browser = \(browser)")
    }

    struct Asked: Sendable {
        let link: [UInt8]
        let standing: SignInLinkStanding
        let isRight: Bool
        let wrongCodes: Int
        let wrongCodesToday: Int
    }

    /// What a browser asked for, and whether a code is that of its letter.
    static func asked(by browser: [UInt8], code: [UInt8], at now: Instant?) -> Query<Asked> {
        Query(
            """
            SELECT c.link, \(fragment: standing(at: now)), c.code = \(code), c.wrong_codes::bigint,
                   (SELECT sum(o.wrong_codes) FROM sign_in_challenge o
                    WHERE lower(o.email) = lower(c.email) AND o.asked_at > \(fragment: present(now)) - interval '1 day')::bigint
            FROM sign_in_challenge c WHERE c.browser = \(browser) FOR UPDATE
            """
        ) { row in
            Asked(
                link: try row.next(),
                standing: try row.next(),
                isRight: try row.next(),
                wrongCodes: try row.next(),
                wrongCodesToday: try row.next()
            )
        }
    }

    static func countWrongCode(at browser: [UInt8]) -> Statement {
        Statement("UPDATE sign_in_challenge SET wrong_codes = wrong_codes + 1 WHERE browser = \(browser)")
    }

    // MARK: Tidying

    static let forgetOld = Statement(
        "DELETE FROM sign_in_challenge WHERE asked_at < clock_timestamp() - interval '1 day' AND ends_at < clock_timestamp()"
    )

    // MARK: Parts

    private static func present(_ now: Instant?) -> SQL {
        "coalesce(\(nullable: now), clock_timestamp())"
    }

    private static func standing(at now: Instant?) -> SQL {
        """
        CASE WHEN redeemed_at IS NOT NULL THEN 'used' WHEN ends_at > \(fragment: present(now)) THEN 'open' ELSE 'expired' END
        """
    }
}
