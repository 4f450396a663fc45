import Glibc

/// What is done to folders, as throwing calls.
enum Folder {
    /// Makes a folder unless it is there; its parent must be.
    static func make(_ path: String, mode: mode_t = 0o700) throws(FileFault) {
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileFault("mkdir", errno) }
    }

    /// The names in a folder, sorted, without those that begin with a dot.
    static func names(in path: String) throws(FileFault) -> [String] {
        guard let directory = opendir(path) else { throw FileFault("opendir", errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes the folder's present entries survive a loss of power.
    static func synchronise(_ path: String) throws(FileFault) {
        try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY).synchronise()
    }
}
