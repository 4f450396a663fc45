import Foundation
import Testing

@testable import Mail

struct SMTPSecretTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(_ bytes: some Sequence<UInt8>) throws -> SMTPSecretSource {
        let path = "\(folder.path)/secret"
        try Data(bytes).write(to: URL(filePath: path))
        return .file(path)
    }

    /// A program that counts its runs in a file beside it.
    private func command(_ body: String) throws -> SMTPSecretSource {
        let path = "\(folder.path)/token"
        let script =
            "#!/bin/sh\nn=$(cat '\(folder.path)/runs' 2>/dev/null || echo 0)\necho $((n + 1)) >'\(folder.path)/runs'\n"
        try TemporaryFolder.makeProgram(script + body, at: path)
        return .command(path)
    }

    private var runs: Int {
        let text = try? String(contentsOfFile: "\(folder.path)/runs", encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
    }

    @Test(arguments: ["abc", "abc\n", "abc\r\n", "abc\nmore\n"])
    func `a secret is the first line of its file, without its end`(content: String) throws {
        #expect(try file(content.utf8).read() == SMTPSecret("abc"))
        #expect(try file("a b \n".utf8).read() == SMTPSecret("a b "))
    }

    @Test(
        arguments: [
            (Array("".utf8), "empty line"), (Array("\nabc".utf8), "empty line"), (Array("\r\n".utf8), "empty line"),
            ([0x61, 0, 0x62], "no text"), ([0x61, 1], "no text"), ([0xFF], "no text"),
            ([UInt8](repeating: 0x61, count: 65_537), "too large"),
        ] as [([UInt8], String)]
    )
    func `a file that holds no secret is told by one sentence without what it holds`(
        bytes: [UInt8],
        part: String
    ) throws {
        let source = try file(bytes)
        let fault = #expect(throws: SecretFault.self) { try source.read() }
        let words = try #require(fault?.explanation)
        #expect(words.contains(part), "\(words)")
        #expect(words.contains("\(folder.path)/secret") && words.utf8.count < 300)
    }

    @Test func `a file that cannot be read, a folder and a pipe are told, not waited for`() throws {
        for path in ["\(folder.path)/nothing", folder.path] {
            #expect(throws: SecretFault.self) { try SMTPSecretSource.file(path).read() }
        }
        let pipe = "\(folder.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: SecretFault.self) { try SMTPSecretSource.file(pipe).read() }
    }

    @Test func `a command's first line is the secret; it has no input, no arguments and little environment`() throws {
        #expect(try command("cat; echo \"$#\"; echo more; echo hush >&2").read() == SMTPSecret("0"))
        let environment = try command("env | sort | cut -d= -f1 | tr '\\n' ' '").read()
        let names = String(decoding: environment.bytes, as: UTF8.self).split(separator: " ").filter { $0 != "_" }
        // PWD and the like are the shell's own.
        #expect(Set(names).isSubset(of: ["HOME", "PATH", "PWD", "OLDPWD", "SHLVL"]))
        #expect(names.contains("PATH"))
    }

    @Test(
        arguments: [
            ("exit 3", "status 3"), ("kill -9 $$", "signal 9"), ("true", "empty line"),
            ("head -c 65537 /dev/zero | tr '\\0' x", "more than 65536"), ("echo secret >&2; exit 1", "status 1"),
        ]
    )
    func `a command that gives no secret is told by one sentence`(body: String, part: String) throws {
        let source = try command(body)
        let fault = #expect(throws: SecretFault.self) { try source.read() }
        #expect(fault?.explanation.contains(part) == true, "\(String(describing: fault))")
        #expect(fault?.explanation.contains("secret >") == false)
    }

    @Test func `a command that is not there is told`() {
        let fault = #expect(throws: SecretFault.self) { try SMTPSecretSource.command("/nowhere/token").read() }
        #expect(fault?.explanation == "the command /nowhere/token cannot be started: No such file or directory")
    }

    /// By its output, and by its exit, and with what it has started.
    @Test(arguments: ["sleep 60", "exec >&-; sleep 60", "sleep 60 & wait", "yes | while read x; do sleep 1; done"])
    func `a command that takes too long is killed with all that it has started`(body: String) async throws {
        let source = try command("echo $$ >'\(folder.path)/group'; \(body)")
        let begun = ContinuousClock.now
        let fault = #expect(throws: SecretFault.self) { try source.read(within: .milliseconds(500)) }
        #expect(fault?.explanation.contains("took longer than") == true)
        let text = try String(contentsOfFile: "\(folder.path)/group", encoding: .utf8)
        let group = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // They have been sent the signal; each dies when it is its turn to run.
        while ContinuousClock.now - begun < .seconds(50), try Self.lives(group) { await Task.yield() }
        #expect(try !Self.lives(group))
    }

    /// Whether a process of the group lives, not counting those that nobody has collected yet.
    private static func lives(_ group: Int32) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.contains {
            guard let stat = try? String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8) else { return false }
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            return fields.count > 3 && Int32(fields[3]) == group && fields[1] != "Z"
        }
    }

    @Test func `a command's secret is used until it is refused`() async throws {
        let keeper = SecretKeeper(try command("echo token-$((n + 1))"))
        let first = try await keeper.secret()
        #expect(first == SMTPSecret("token-1"))
        #expect(try await keeper.secret() == first)
        #expect(runs == 1)
        keeper.forget(SMTPSecret("another"))
        #expect(try await keeper.secret() == first)
        keeper.forget(first)
        #expect(try await keeper.secret() == SMTPSecret("token-2"))
        #expect(runs == 2)
    }

    @Test func `a command's secret grows old`() async throws {
        let keeper = SecretKeeper(try command("echo token-$((n + 1))"), lifetime: .zero)
        _ = try await keeper.secret()
        #expect(try await keeper.secret() == SMTPSecret("token-2"))
    }

    @Test func `sessions that ask at once share a run, and its failure`() async throws {
        let keeper = SecretKeeper(try command("while [ ! -e '\(folder.path)/go' ]; do sleep 0.01; done; exit 1"))
        let folder = folder.path
        let results = await withTaskGroup(of: Bool.self) { group in
            let asked = Counter()
            for _ in 0..<4 {
                group.addTask {
                    _ = asked.next()
                    do throws(SecretFault) {
                        _ = try await keeper.secret()
                        return true
                    } catch {
                        return false
                    }
                }
            }
            group.addTask {
                while asked.count < 4 || !FileManager.default.fileExists(atPath: "\(folder)/runs") {
                    await Task.yield()
                }
                _ = FileManager.default.createFile(atPath: "\(folder)/go", contents: nil)
                return false
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { !$0 })
        // One that was counted just before it asked may have come after the run.
        #expect(runs <= 2)
    }

    @Test func `a file is read anew every time`() async throws {
        let keeper = SecretKeeper(try file("one".utf8))
        #expect(try await keeper.secret() == SMTPSecret("one"))
        _ = try file("two\n".utf8)
        #expect(try await keeper.secret() == SMTPSecret("two"))
    }
}
