import CourseTesting
import Postgres
import Testing

struct ListenerTests {
    private let listening = Query<Int32>(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )

    private func notify(_ channel: String, _ payload: String, _ database: Database) async throws {
        _ = try await database.withSession { try await $0.rows(Statement("SELECT pg_notify(\(channel), \(payload))")) }
    }

    @Test func `a listener hears what is notified, in order, and only its channels`() async throws {
        try await withDatabase { database, _ in
            var events = Listener(database.conninfo, channels: ["due", "Odd \"name\""]).events().makeAsyncIterator()
            #expect(await events.next() == .connected)
            try await notify("other", "x", database)
            try await notify("due", "æ", database)
            try await notify("Odd \"name\"", "", database)
            #expect(await events.next() == .notification(channel: "due", payload: "æ"))
            #expect(await events.next() == .notification(channel: "Odd \"name\"", payload: ""))
        }
    }

    @Test func `a listener whose connection is ended connects again and says so`() async throws {
        try await withDatabase { database, _ in
            let backoff = Backoff(first: .milliseconds(1), limit: .milliseconds(20), attempts: .max)
            var events = Listener(database.conninfo, channels: ["due"], backoff: backoff).events().makeAsyncIterator()
            for round in 1...3 {
                #expect(await events.next() == .connected)
                try await notify("due", "\(round)", database)
                #expect(await events.next() == .notification(channel: "due", payload: "\(round)"))
                let process = try await database.withSession { try await $0.one(listening) }
                try await TestDatabases.shared.terminate(process)
            }
            #expect(await events.next() == .connected)
        }
    }

    @Test func `a listener ends with its reader's task and leaves no connection`() async throws {
        try await withDatabase { database, _ in
            let (heard, hearing) = AsyncStream.makeStream(of: ListenEvent.self)
            let task = Task {
                for await event in Listener(database.conninfo, channels: ["due"]).events() { hearing.yield(event) }
                hearing.finish()
            }
            for await event in heard {
                #expect(event == .connected)
                task.cancel()
            }
            await task.value
            while !(try await database.withSession { try await $0.rows(listening) }).isEmpty { await Task.yield() }
        }
    }

    @Test func `a listener that cannot connect ends when its reader does`() async throws {
        let task = Task {
            for await event in Listener("host=/nowhere port=1 user=x", channels: ["due"]).events() {
                Issue.record("\(event)")
            }
        }
        await Task.yield()
        task.cancel()
        await task.value
    }
}
