import Foundation

extension PostfixRelay {
    /// Where letters come to.
    public enum Place: String, Sendable, CaseIterable {
        /// Everybody's letters.
        case taken
        /// Reports: letters to `bounce@` and `bounce+…@`.
        case reports
    }

    /// The Maildir of a place.
    public func maildir(_ place: Place = .taken) -> String { "\(folder.path)/mail/\(place.rawValue)" }

    /// The new letters of a place, oldest first.
    ///
    /// - Throws: what Foundation throws after `stop()`.
    public func letters(in place: Place = .taken) throws -> [DeliveredMessage] {
        let new = "\(maildir(place))/new"
        return try FileManager.default.contentsOfDirectory(atPath: new).sorted().map { name in
            DeliveredMessage(name: name, bytes: [UInt8](try Data(contentsOf: URL(filePath: "\(new)/\(name)"))))
        }
    }

    /// How often each Message-ID has come to everybody's Maildir.
    ///
    /// - Throws: what Foundation throws after `stop()`.
    public var copies: [String: Int] {
        get throws { try letters().reduce(into: [:]) { $0[$1.messageID, default: 0] += 1 } }
    }

    /// Waits until at least so many letters have come to a place.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - place: where.
    ///   - patience: after how long it gives up.
    /// - Returns: all of its letters, oldest first.
    /// - Throws: `Failure` with Postfix's log when it has given up.
    @discardableResult
    public func arrivals(
        _ count: Int,
        in place: Place = .taken,
        within patience: Duration = .seconds(30)
    ) async throws -> [DeliveredMessage] {
        try await wait(for: "\(count) letters in \(place)", within: patience) {
            let letters = try self.letters(in: place)
            return letters.count >= count ? letters : nil
        }
    }

    /// Waits until the queue is empty: everything accepted so far is delivered or returned.
    ///
    /// - Parameter patience: after how long it gives up.
    /// - Throws: `Failure` with Postfix's log when it has given up.
    public func drain(within patience: Duration = .seconds(30)) async throws {
        try await wait(for: "an empty queue", within: patience) { self.queued == 0 ? () : nil }
    }

    /// How many messages are accepted and not delivered yet.
    public var queued: Int {
        ["maildrop", "incoming", "active", "deferred"].reduce(0) { count, name in
            let queue = FileManager.default.enumerator(atPath: "\(folder.path)/queue/\(name)")
            // Folders of folders: a message's name is longer than theirs.
            return count + (queue?.count { ($0 as? String)?.split(separator: "/").last?.count ?? 0 > 1 } ?? 0)
        }
    }

    private func wait<Result>(
        for what: String,
        within patience: Duration,
        until found: () throws -> Result?
    ) async throws -> Result {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if let result = try found() { return result }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Failure(complaint: "waited in vain for \(what): …\(log.suffix(4000))")
    }
}
