import FoundationEssentials

/// Where PostgreSQL's server programs are.
struct ClusterPrograms {
    let folder: String

    /// Looks in Debian's folders, newest first, and then in the search path.
    ///
    /// - Parameters:
    ///   - searchPath: Folders with colons between them.
    ///   - version: The only version that will do: that of a cluster's data.
    ///   - debian: The folder that Debian keeps its versions in.
    /// - Throws: `ClusterError` where they are in none of them.
    init(searchPath: String, version: String?, debian: String = "/usr/lib/postgresql") throws(ClusterError) {
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? [])
            .filter { version == nil || $0 == version }
            .sorted { (Double($0) ?? 0) > (Double($1) ?? 0) }
        let folders = versions.map { "\(debian)/\($0)/bin" } + searchPath.split(separator: ":").map(String.init)
        let found = folders.first { folder in
            ["initdb", "pg_ctl", "postgres"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
            }
        }
        guard let found else {
            throw ClusterError(
                "PostgreSQL's server programs\(version.map { " of version \($0)" } ?? "") are not installed "
                    + "(Debian: the package postgresql\(version.map { "-\($0)" } ?? ""))"
            )
        }
        folder = found
    }

    func path(_ program: String) -> String { "\(folder)/\(program)" }
}
