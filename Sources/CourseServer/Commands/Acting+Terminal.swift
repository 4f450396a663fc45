import CourseStore
import Foundation
import Glibc

extension Acting {
    /// An administrator: who sits at the terminal, as `login@host`: the account that was logged in with, through `su` and `sudo` too where the
    /// system keeps it, else the one that runs the program.
    static var atTheTerminal: Acting {
        let login = loginAccount.flatMap(name) ?? name(of: geteuid()) ?? "\(geteuid())"
        return Acting(.administrator, doer: Doer("\(login)@\(ProcessInfo.processInfo.hostName)"))
    }

    /// As the kernel's audit has it (pam_loginuid(8)); `nil` where nobody logged in.
    private static var loginAccount: uid_t? {
        guard let text = try? String(contentsOfFile: "/proc/self/loginuid", encoding: .utf8),
            let account = uid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), account != .max
        else { return nil }
        return account
    }

    private static func name(of account: uid_t) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(account, &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let name = entry.pw_name
        else { return nil }
        return String(cString: name)
    }
}
