import CourseTesting
import Foundation
import NIOCore
import NIOPosix

/// Debian's `stunnel4` in front of a relay that speaks no TLS, with a certificate of an authority made for it.
struct Tunnel {
    /// How a mailman reaches the relay through it.
    let url: String
    private let program: Program

    /// Starts it, and returns when it takes connections.
    init(to port: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tunnel-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let authority = try TestAuthority(in: folder)
        let group = MultiThreadedEventLoopGroup.singleton
        let probe = try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get()
        let own = probe.localAddress?.port ?? 0
        try await probe.close().get()
        // Without TCP_NODELAY each reply would wait for the acknowledgement of the one before.
        let settings = """
            foreground = yes
            pid =
            debug = err
            socket = l:TCP_NODELAY=1
            socket = r:TCP_NODELAY=1
            [smtp]
            accept = 127.0.0.1:\(own)
            connect = 127.0.0.1:\(port)
            cert = \(folder)/server.pem
            key = \(folder)/server.key

            """
        try settings.write(toFile: "\(folder)/stunnel.conf", atomically: true, encoding: .utf8)
        url = "smtps://127.0.0.1:\(own)?ca=\(authority.file)"
        program = try Program("stunnel4", ["\(folder)/stunnel.conf"])
        let end = ContinuousClock.now + .seconds(10)
        while true {
            do {
                try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: own).get().close().get()
                return
            } catch {
                try program.requireRunning()
                guard ContinuousClock.now < end else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Ends it.
    func stop() async throws {
        try await program.stop()
    }
}
