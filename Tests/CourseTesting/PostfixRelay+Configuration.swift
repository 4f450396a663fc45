extension PostfixRelay {
    /// Writes everything that Postfix reads.
    static func configure(
        _ settings: Settings,
        ports: Ports,
        greylist: GreylistPolicy?,
        in folder: ScratchFolder
    ) throws {
        let parameters = parameters(settings, greylist: greylist, folder: folder.path)
            .merging(settings.parameters) { _, own in own }
        let lines = parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }
        try folder.write(lines.joined(), to: "conf/main.cf")
        try folder.write(services(settings, ports: ports), to: "conf/master.cf")
        try folder.write("/^(.*\\.)?example$/ -\n", to: "conf/domains")
        try folder.write(mailboxes(settings), to: "conf/mailboxes")
        try folder.write(transports(settings), to: "conf/transports")
        try folder.write(
            """
            pwcheck_method: auxprop
            auxprop_plugin: sasldb
            sasldb_path: \(folder.path)/accounts
            mech_list: PLAIN LOGIN

            """,
            to: "conf/sasl/smtpd.conf"
        )
    }

    /// What goes into main.cf (postconf(5)).
    private static func parameters(_ settings: Settings, greylist: GreylistPolicy?, folder: String) -> [String: String]
    {
        let policy = greylist.map { ", check_policy_service inet:127.0.0.1:\($0.port)" } ?? ""
        return [
            "compatibility_level": "3.6",
            "queue_directory": "\(folder)/queue",
            "data_directory": "\(folder)/data",
            "maillog_file": "\(folder)/log",
            "maillog_file_prefixes": folder,
            // Nothing leaves this machine, and nobody outside of it is asked.
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "mynetworks": "127.0.0.0/8",
            "smtp_bind_address": "127.0.0.1",
            "smtp_dns_support_level": "disabled",
            "smtp_host_lookup": "native",
            "smtpd_peername_lookup": "no",
            "default_transport": "error:5.4.4 this relay leads nowhere",
            "relay_transport": "error:5.4.4 this relay leads nowhere",
            // A name of its own, and no user of this machine gets mail.
            "myhostname": hostName,
            "mydomain": "example",
            "myorigin": hostName,
            "mydestination": "",
            "alias_maps": "",
            "alias_database": "",
            "local_recipient_maps": "",
            "notify_classes": "",
            "recipient_delimiter": "+",
            "message_size_limit": "\(settings.largestMessage)",
            "virtual_mailbox_limit": "0",
            "mailbox_size_limit": "0",
            "virtual_transport": "virtual",
            "virtual_mailbox_base": "\(folder)/mail",
            "virtual_mailbox_domains": "regexp:\(folder)/conf/domains",
            "virtual_mailbox_maps": "regexp:\(folder)/conf/mailboxes",
            "virtual_uid_maps": "static:65534",
            "virtual_gid_maps": "static:65534",
            "transport_maps": "regexp:\(folder)/conf/transports",
            "reports_destination_recipient_limit": "1",
            "undeliverable_destination_recipient_limit": "1",
            // A pair is known or not only where the recipient is: nobody is greylisted in vain.
            "smtpd_relay_restrictions": "reject_unauth_destination",
            "smtpd_recipient_restrictions": "reject_unlisted_recipient\(policy)",
            "smtpd_tls_security_level": "may",
            "smtpd_tls_cert_file": "\(folder)/tls/server.pem",
            "smtpd_tls_key_file": "\(folder)/tls/server.key",
            "smtpd_tls_auth_only": "yes",
            "smtpd_sasl_type": "cyrus",
            "smtpd_sasl_path": "smtpd",
            "cyrus_sasl_config_path": "\(folder)/conf/sasl",
            "smtpd_sasl_local_domain": hostName,
            "queue_run_delay": "1s",
            "minimal_backoff_time": "1s",
            "maximal_backoff_time": "2s",
        ]
    }

    /// What goes into master.cf (master(5)): the three ports, and of Postfix's own services those that are needed.
    private static func services(_ settings: Settings, ports: Ports) -> String {
        let submission = "-o smtpd_sasl_auth_enable=yes -o smtpd_relay_restrictions=permit_sasl_authenticated,reject"
        var lines = [
            "127.0.0.1:\(ports.relay) inet n - n - - smtpd",
            "127.0.0.1:\(ports.submission) inet n - n - - smtpd -o smtpd_tls_security_level=encrypt \(submission)",
            "127.0.0.1:\(ports.smtps) inet n - n - - smtpd -o smtpd_tls_wrappermode=yes \(submission)",
            "cleanup unix n - n - 0 cleanup",
            "qmgr unix n - n 300 1 qmgr",
            "tlsmgr unix - - n 1000? 1 tlsmgr",
            "rewrite unix - - n - - trivial-rewrite",
            "bounce unix - - n - 0 bounce",
            "defer unix - - n - 0 bounce",
            "trace unix - - n - 0 bounce",
            "smtp unix - - n - - smtp",
            "error unix - - n - - error",
            "retry unix - - n - - error",
            "virtual unix - n n - - virtual",
            "anvil unix - - n - 1 anvil",
            "scache unix - - n - 1 scache",
            "showq unix n - n - - showq",
            "postlog unix-dgram n - n - 1 postlogd",
            // 75 and 69: EX_TEMPFAIL and EX_UNAVAILABLE of sysexits.h.
            "undeliverable unix - n n - - pipe user=nobody "
                + "argv=/bin/sh -c {echo \"$$0\"; case $$0 in 4*) exit 75 ;; *) exit 69 ;; esac} ${nexthop}",
        ]
        if case .piped(let command, let user) = settings.reports {
            // Braces hold an argument together; around the first, which stands right after the sign, they would be its own.
            let words = (command.prefix(1) + command.dropFirst().map { "{\($0)}" }).joined(separator: " ")
            lines.append("reports unix - n n - - pipe flags=DRO user=\(user) argv=\(words)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Who has a mailbox, and in which Maildir it is (regexp_table(5)).
    private static func mailboxes(_ settings: Settings) -> String {
        let nobody = settings.fates.filter { $0.value == .unknown }.keys.sorted()
        let everybody = "/@(.*\\.)?example$/ \(Place.taken.rawValue)/\n"
        return "/^bounce(\\+[^@]*)?@/ \(Place.reports.rawValue)/\n"
            + nobody.map { "if !\(pattern(of: $0))\n" }.joined()
            + everybody
            + nobody.map { _ in "endif\n" }.joined()
    }

    /// Who gets letters by another way than into the Maildir (transport(5)).
    private static func transports(_ settings: Settings) -> String {
        var lines = settings.fates.sorted { $0.key < $1.key }.compactMap { address, fate -> String? in
            switch fate {
            case .unknown: nil
            case .refused(let status):
                "\(pattern(of: address)) \(status.hasPrefix("4") ? "retry" : "error"):\(status)"
            case .undeliverable(let status): "\(pattern(of: address)) undeliverable:\(status)"
            case .forwarded(let port): "\(pattern(of: address)) smtp:[127.0.0.1]:\(port)"
            }
        }
        if case .piped = settings.reports { lines.append("/^bounce(\\+[^@]*)?@/ reports:") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A pattern for an address with and without a sub-address.
    private static func pattern(of address: String) -> String {
        let parts = address.split(separator: "@", maxSplits: 1).map { part in
            part.map { $0.isLetter || $0.isNumber ? "\($0)" : "\\\($0)" }.joined()
        }
        return "/^\(parts.joined(separator: "(\\+[^@]*)?@"))$/"
    }
}
