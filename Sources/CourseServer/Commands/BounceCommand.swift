import ArgumentParser
import Correspondence
import CourseStore
import Foundation
import Glibc
import Logging
import Mail

/// The command `tandem bounce`.
struct BounceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce",
        abstract: "Reads a message that came back, from standard input, for a pipe from the mail server.",
        discussion: """
            Says in one line what it was. A message that is no bounce, or a forged one, is none of the mail server's business: \
            the exit code is 0 then too. Where the message cannot be dealt with now, because the database is away or a setting is \
            wrong, it is 75 (EX_TEMPFAIL), and the mail server tries again.

            Example, as a line of Postfix's aliases: tandem-bounces: "|tandem bounce --config /etc/tandem.json"
            Example: tandem bounce --recipient bounces+TOKEN@tandem.example < message
            """
    )

    @Option(
        help: ArgumentHelp(
            "The address that the message came to, instead of ORIGINAL_RECIPIENT or RECIPIENT in the environment.",
            valueName: "mail"
        )
    ) var recipient: String?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        do {
            let message = try Self.message()
            let settings = try Settings.read(flags: database.flags, file: database.config)
            let addresses = try settings.bounceAddresses()
            guard !addresses.isEmpty else {
                throw SettingsFault.missing("TANDEM_BOUNCES", "give the address that bounces come back to")
            }
            var logger = Logger(label: "tandem.bounce")
            // What is to be said is said in the answer.
            logger.logLevel = .error
            let finding = try await DatabaseOptions.withStore(settings.database) { [logger] store in
                let desk = BounceDesk(store: store, addresses: Array(addresses.values), logger: logger)
                return try await desk.take(message, recipient: recipient ?? Self.recipientOfPipe)
            }
            Terminal.write("\(finding)\n")
        } catch {
            Terminal.say("Error: \(error)")
            throw ExitCode(EX_TEMPFAIL)
        }
    }

    /// As local(8) of Postfix and other servers tell it to a program that they pipe to: first the address before aliases.
    private static var recipientOfPipe: String? {
        let environment = ProcessInfo.processInfo.environment
        return ["ORIGINAL_RECIPIENT", "RECIPIENT"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    /// The message, no more than the reader looks at; the rest is taken from the server and let go.
    private static func message() throws -> [UInt8] {
        var message: [UInt8] = []
        while let part = try FileHandle.standardInput.read(upToCount: 1 << 16), !part.isEmpty {
            message += part.prefix(BounceReader.longest - message.count)
        }
        return message
    }
}
