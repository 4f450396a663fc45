import Dispatch
import FoundationEssentials
import Glibc

/// A program that is run to its end.
///
/// Foundation's `Process` takes a program for running as long as any descendant of it does, such as a server that it has started.
struct Command: Sendable {
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var isSuccess: Bool { status == 0 }
    }

    private let arguments: [String]

    /// Makes a command; the first argument is the program, looked for in the system's folders.
    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    /// Runs the command in a plain environment and returns what it says, up to what a pipe holds.
    func run() async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            // Waiting for a program blocks, so it is done outside the cooperative pool.
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runBlocking() })
            }
        }
    }

    private func runBlocking() throws(ClusterError) -> Outcome {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ClusterError("no pipe is to be had") }
        defer { for end in ends { close(end) } }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)

        let process = try spawn(output: ends[1])
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}

        // Its end may never come: a server that was started may hold the other side open.
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, read(ends[0], buffer.baseAddress, buffer.count))
        }
        let code = status & 0x7F == 0 ? status >> 8 & 0xFF : -1
        return Outcome(status: code, output: String(decoding: bytes, as: UTF8.self))
    }

    private func spawn(output: Int32) throws(ClusterError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // A server would hold on to what it inherits, such as this program's own listening sockets.
        for descriptor in openDescriptors where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        // A thread of Dispatch's blocks all signals, which a program would inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        // Another user may not reach the folder that this program runs in.
        let words = CStrings(["env", "--chdir=/"] + arguments)
        let environment = CStrings(["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"])
        var process: pid_t = 0
        guard let arguments = words.mutable, let variables = environment.mutable,
            posix_spawn(&process, "/usr/bin/env", &actions, &attributes, arguments, variables) == 0
        else { throw ClusterError("cannot run \(self.arguments[0])") }
        return process
    }

    private var openDescriptors: [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
    }
}
