import Glibc
import Synchronization

/// One run of the program that writes a secret: no shell, a process group of its own, killed when its time or its room is up.
struct SecretCommand {
    let path: String
    let patience: Duration
    /// The most that it may write, in octets.
    let limit: Int

    /// What it wrote; blocks until it has ended.
    func run() throws(SecretFault) -> [UInt8] {
        let (process, output) = try start()
        defer { close(output) }
        let end = ContinuousClock.now + patience
        let bytes: [UInt8]
        let status: Int32
        do throws(SecretFault) {
            bytes = try readAll(from: output, until: end)
            status = try wait(for: process, until: end)
        } catch {
            // With all that it has started; until it is waited for, its number is nobody else's.
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
            throw error
        }
        // As wait(2) has it: the low seven bits are a signal's number, the next octet the exit status.
        guard status & 0x7F == 0 else { throw fault("was ended by signal \(status & 0x7F)") }
        guard status == 0 else { throw fault("ended with status \(status >> 8 & 0xFF)") }
        return bytes
    }

    private func fault(_ what: String, _ number: Int32? = nil) -> SecretFault {
        let words = number.flatMap { strerror($0) }.map { ": \(String(cString: $0))" } ?? ""
        return SecretFault("the command \(path) \(what)\(words)")
    }

    // MARK: Starting

    /// One starts at a time: between a pipe's making and its mark, another program would inherit it and hold it open.
    private static let starting = Mutex<Void>(())

    private func start() throws(SecretFault) -> (process: pid_t, output: Int32) {
        var ends: [Int32] = [-1, -1]
        let (process, failure) = Self.starting.withLock { _ -> (pid_t, Int32) in
            guard pipe(&ends) == 0 else { return (0, errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[1]) }
            return spawn(writingTo: ends[1])
        }
        guard failure == 0 else {
            if ends[0] >= 0 { close(ends[0]) }
            throw fault("cannot be started", failure)
        }
        return (process, ends[0])
    }

    private func spawn(writingTo output: Int32) -> (pid_t, Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        // Its complaints may quote the secret: nobody reads them.
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The thread that starts it may have signals blocked, and the program some ignored.
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )

        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/local/bin:/usr/bin:/bin"), nil]
        if let home = Self.home { environment.insert(strdup("HOME=\(home)"), at: 0) }
        defer { for case let text? in arguments + environment { free(text) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, path, &actions, &attributes, &arguments, &environment)
        return (process, failure)
    }

    /// The folder of whoever runs us, as the system knows it.
    private static var home: String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var room = [CChar](repeating: 0, count: 16_384)
        return room.withUnsafeMutableBufferPointer { room in
            guard let base = room.baseAddress, getpwuid_r(geteuid(), &entry, base, room.count, &found) == 0,
                found != nil
            else { return nil }
            return entry.pw_dir.map { String(cString: $0) }
        }
    }

    // MARK: Waiting

    private func readAll(from pipe: Int32, until end: ContinuousClock.Instant) throws(SecretFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { throw fault("took longer than \(patience)") }
            guard poll(&ready, 1, Self.milliseconds(left)) > 0 else { continue }
            let count = read(pipe, &chunk, chunk.count)
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                return bytes
            }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw fault("wrote more than \(limit) octets") }
        }
    }

    private func wait(for process: pid_t, until end: ContinuousClock.Instant) throws(SecretFault) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < end else { throw fault("took longer than \(patience)") }
            poll(nil, 0, 5)
        }
        return status
    }

    private static func milliseconds(_ duration: Duration) -> Int32 {
        Int32(
            clamping: duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000 + 1
        )
    }
}
