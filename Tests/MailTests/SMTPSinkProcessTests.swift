import CourseTesting
import Testing

/// The sink's faults are what `SMTPSinkProcess.Fault` says: told by swaks.
@Suite(
    .serialized,
    .enabled(if: SMTPSinkProcess.path != nil, "smtp-sink (Debian's package postfix) is not installed"),
    .enabled(if: Swaks.isInstalled, "swaks (Debian's package of that name) is not installed")
)
struct SMTPSinkProcessTests {
    private typealias Sink = SMTPSinkProcess

    @Test func `messages are counted and kept`() async throws {
        let sink = try #require(try await Sink.start(keepsMessages: true))
        for id in ["<a@x.example>", "<b@x.example>", "<a@x.example>"] {
            #expect(try await Swaks(port: sink.port).send(to: "lone@albertslund.example", messageID: id).status == 0)
        }
        #expect(try sink.arrived == 3)
        #expect(try sink.copies == ["<a@x.example>": 2, "<b@x.example>": 1])
        sink.stop()
    }

    @Test func `a sink that keeps no messages counts them`() async throws {
        let sink = try #require(try await Sink.start())
        #expect(try sink.arrived == 0)
        #expect(try await Swaks(port: sink.port).send(to: "lone@albertslund.example").status == 0)
        #expect(try sink.arrived == 1)
        #expect(try sink.messages.isEmpty)
        sink.stop()
    }

    // A message whose final dot is answered badly has arrived all the same.
    @Test(
        arguments: [Sink.Step.connect, .mail, .recipient, .data, .content],
        [
            (Sink.Fault.softReject, ["450 4.3.0 Error: command failed", "221 Bye"]),
            (Sink.Fault.hardReject, ["500 5.3.0 Error: command failed", "221 Bye"]),
            (Sink.Fault.disconnect, []),
            (Sink.Fault.closing, ["421 4.0.0 Server closing connection"]),
        ] as [(@Sendable ([Sink.Step]) -> Sink.Fault, [String])]
    )
    func `a fault comes at its step`(
        step: SMTPSinkProcess.Step,
        kind: (fault: @Sendable ([SMTPSinkProcess.Step]) -> SMTPSinkProcess.Fault, end: [String])
    ) async throws {
        let sink = try #require(try await Sink.start([kind.fault([step])]))
        let dialogue = try await Swaks(port: sink.port).send(to: "lone@albertslund.example")
        let before: [Sink.Step: [String]] = [
            .connect: [], .mail: ["220", "250"], .recipient: ["220", "250", "250 2.1.0"],
            .data: ["220", "250", "250 2.1.0", "250 2.1.5"], .content: ["220", "250", "250 2.1.0", "250 2.1.5", "354"],
        ]
        let replies = dialogue.replies.filter { !$0.hasPrefix("250-") }
        let expected = try #require(before[step])
        #expect(replies.count == expected.count + kind.end.count, "\(dialogue.transcript)")
        for (reply, beginning) in zip(replies, expected) { #expect(reply.hasPrefix(beginning)) }
        #expect(replies.suffix(kind.end.count) == kind.end[...])
        #expect(dialogue.status != 0)
        #expect(try sink.arrived == (step == .content ? 1 : 0))
        sink.stop()
    }

    @Test func `the reply to a fault can be chosen`() async throws {
        let sink = try #require(
            try await Sink.start([
                .softReject([.recipient]), .softReply("452 4.2.2 Mailbox full"), .hardReject([.ehlo]),
                .hardReply("502 5.5.1 What is that?"),
            ])
        )
        let dialogue = try await Swaks(port: sink.port).send(to: "lone@albertslund.example")
        #expect(dialogue.has(reply: "502 5.5.1 What is that?"))  // and swaks goes on with HELO
        #expect(dialogue.has(reply: "452 4.2.2 Mailbox full"))
        #expect(dialogue.status == 24)
        sink.stop()
    }

    @Test func `a content is cut off while it is sent`() async throws {
        let sink = try #require(try await Sink.start([.abort(seconds: 0)]))
        let dialogue = try await Swaks(port: sink.port).send(to: "lone@albertslund.example")
        #expect(dialogue.status != 0)
        #expect(try sink.arrived == 0)
        sink.stop()
    }

    @Test(
        arguments: [.delay(.connect, seconds: 1), .delay(.recipient, seconds: 1), .delay(.content, seconds: 1)]
            + [.slowToRead(seconds: 1)] as [SMTPSinkProcess.Fault]
    )
    func `a slow sink takes its time and then the message`(fault: SMTPSinkProcess.Fault) async throws {
        let sink = try #require(try await Sink.start([fault]))
        let start = ContinuousClock.now
        #expect(try await Swaks(port: sink.port).send(to: "lone@albertslund.example").status == 0)
        #expect(ContinuousClock.now - start >= .seconds(1))
        #expect(try sink.arrived == 1)
        sink.stop()
    }
}
