import NIOCore
import Synchronization
import Testing

@testable import Mail

extension SMTPPhase {
    func isAfter(_ other: SMTPPhase) -> Bool {
        Self.allCases.firstIndex(of: self) ?? 0 > Self.allCases.firstIndex(of: other) ?? 0
    }
}

/// Counts how often it was asked.
final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func next() -> Int { value.add(1, ordering: .relaxed).oldValue }

    var count: Int { value.load(ordering: .relaxed) }
}

/// A script's side of the dialogue.
extension SMTPDialogue {
    /// What was written since the last look.
    var written: String {
        mutating get {
            defer { output.clear() }
            return String(buffer: output)
        }
    }

    mutating func clear() {
        output.clear()
        events = []
    }

    mutating func say(_ lines: String) {
        received((lines + "\r\n").utf8)
    }

    mutating func meet(_ answer: SMTPDialogueTests.Answer) {
        if answer == .disconnect { disconnected() } else { say(answer.rawValue) }
    }

    /// Answers every command as a good server does, but where `instead` has something else; `""` is a closed connection.
    mutating func serve(instead: (_ tag: Int64, _ phase: SMTPPhase) -> String?) {
        var tag: Int64 = 0
        while let expected = expectations.first {
            if case .mail = expected { tag = letters.transaction?.envelope.tag ?? 0 }
            var asked = tag
            if case .content(let sent) = expected { asked = sent }
            let good = expected == .data ? "354 go" : "250 ok"
            let answer = instead(asked, expected.phase) ?? good
            if answer.isEmpty { disconnected() } else { say(answer) }
        }
        output.clear()
    }

    var faults: [RouteFault] {
        events.compactMap { if case .failed(let fault) = $0 { fault } else { nil } }
    }

    func outcome(of tag: Int64) -> DeliveryOutcome? {
        let found = events.compactMap { event -> DeliveryOutcome? in
            if case .settled(tag, let outcome) = event { outcome } else { nil }
        }
        return found.count == 1 ? found.first : nil
    }

    /// The tags settled, each as often as it was.
    var settledTags: [Int64] {
        events.compactMap { if case .settled(let tag, _) = $0 { tag } else { nil } }.sorted()
    }

    var accepted: [Int64] {
        events.compactMap { if case .settled(let tag, .accepted) = $0 { tag } else { nil } }
    }
}

extension SMTPDialogue {
    /// A session that takes letters, of a server that offers one keyword, or has already been given a batch.
    static func opened(
        _ keywords: String = "PIPELINING",
        lettersASession: Int = 100,
        then batch: [Envelope] = []
    ) -> SMTPDialogue {
        var dialogue = SMTPDialogue(heloName: "me", security: .none, lettersASession: lettersASession)
        dialogue.connected()
        dialogue.say("220 hi")
        dialogue.say(keywords.isEmpty ? "250 hi" : "250-hi\r\n250 \(keywords)")
        #expect(dialogue.events == [.opened])
        dialogue.clear()
        if !batch.isEmpty { dialogue.deliver(batch) { _ in true } }
        return dialogue
    }
}

extension Envelope {
    /// Letters 1, 2 and 3.
    static let three = (1...3).map {
        Envelope(
            sender: "s@a.example",
            recipient: "r\($0)@b.example",
            message: Array("m\($0)\r\n".utf8),
            tag: Int64($0)
        )
    }
}
