import Foundation

/// A temporary folder for a program that a test runs; whoever stands in it ends with it.
///
/// A program that is started here has its working folder here, as have its children: so all of them are found, whatever they have
/// become. The folder goes when this value goes, and also when the test process is killed.
final class ScratchFolder: Sendable {
    /// Its absolute path.
    let path: String
    private let watchdog: Watchdog

    /// Makes an empty folder that other users may enter but not list.
    ///
    /// - Parameter name: what the folder's name tells of it.
    /// - Throws: what Foundation throws where there is no temporary folder or no shell.
    init(_ name: String) throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        path = base.appending(path: "tandem-\(name)-\(UUID().uuidString.prefix(13))").path
        // The watchdog comes first: this process may be killed right after.
        watchdog = try Watchdog(script: Self.clearing, arguments: [path])
        try makeFolder("", permissions: 0o711)
    }

    deinit { clear() }

    /// Makes a folder in this one.
    ///
    /// - Parameters:
    ///   - name: its relative path.
    ///   - permissions: as for `chmod`; by default everybody may look.
    /// - Throws: what Foundation throws where it cannot be made.
    func makeFolder(_ name: String, permissions: Int = 0o755) throws {
        let place = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        // Not at its creation: there the process's umask would take some away.
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: place)
    }

    /// Writes a text file into the folder, which everybody may read.
    func write(_ text: String, to name: String) throws {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    }

    /// Ends every process that stands in the folder, and removes the folder; again costs nothing.
    func clear() {
        // A process that is just being made may be missed by one look.
        for _ in 0..<200 where FileManager.default.fileExists(atPath: path) {
            let processes = inhabitants()
            for process in processes { kill(process, SIGKILL) }
            if processes.isEmpty { try? FileManager.default.removeItem(atPath: path) } else { usleep(5000) }
        }
    }

    /// The processes whose working folder is in this folder.
    private func inhabitants() -> [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { pid_t($0) }.filter { process in
            let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
            return place == path || place?.hasPrefix(path + "/") == true
        }
    }

    /// Until nothing that was just being started brings the folder back.
    private static let clearing = """
        folder=$1
        calm=0
        while [ $calm -lt 3 ]; do
            calm=$((calm + 1))
            [ -e "$folder" ] && calm=0
            for place in $(find /proc/[0-9]*/cwd -maxdepth 0 \\( -lname "$folder" -o -lname "$folder/*" \\)); do
                process=${place#/proc/}
                kill -KILL "${process%/cwd}"
                calm=0
            done
            rm -rf "$folder"
            sleep 0.2
        done
        """
}
