import Foundation
public import NIOSSL

/// A certificate authority of the test's own, with one certificate for a server; made by `openssl`.
public struct TestAuthority: Sendable {
    /// The authority's certificate as a PEM file.
    public let file: String
    /// What a server with the certificate needs.
    public let server: NIOSSLContext

    /// Names under which tests reach a server on this machine, as openssl writes them.
    public static let here = "DNS:localhost,IP:127.0.0.1"

    /// Makes an authority and a server certificate in a folder.
    ///
    /// - Parameters:
    ///   - folder: an empty folder for the keys and certificates.
    ///   - names: the certificate's names, as openssl writes them: `DNS:localhost,IP:127.0.0.1`.
    ///   - days: how long the server's certificate is valid; a negative number makes one that has expired.
    /// - Throws: `Failure` where openssl fails.
    public init(in folder: String, names: String = here, days: Int = 2) throws {
        file = "\(folder)/ca.pem"
        try Self.openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=Test-CA",
            "-keyout \(folder)/ca.key -out \(file)"
        )
        try Self.openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=stub",
            "-keyout \(folder)/server.key -out \(folder)/server.csr"
        )
        try "subjectAltName=\(names)\n".write(toFile: "\(folder)/names", atomically: true, encoding: .utf8)
        try Self.openssl(
            "x509 -req -in \(folder)/server.csr -CA \(file) -CAkey \(folder)/ca.key -CAcreateserial -days \(days)",
            "-extfile \(folder)/names -out \(folder)/server.pem"
        )
        let chain = try NIOSSLCertificate.fromPEMFile("\(folder)/server.pem").map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(file: "\(folder)/server.key", format: .pem)
        server = try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        )
    }

    /// An authority for all tests of this process that do not mind which, its certificate's names being `here`.
    ///
    /// - Throws: `Failure` where openssl fails.
    public static func shared() throws -> TestAuthority {
        try one.get().authority
    }

    /// Made once; its folder goes when the process has ended.
    private static let one = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "authority-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let watchdog = try Watchdog(script: "rm -r \"$1\"", arguments: [folder])
        return (authority: try TestAuthority(in: folder), watchdog: watchdog)
    }

    /// openssl failed; its own words.
    public struct Failure: Error {
        /// What it wrote to standard error.
        public let complaint: String
    }

    private static func openssl(_ arguments: String...) throws {
        let words = arguments.flatMap { $0.split(separator: " ").map(String.init) }
        let result = try Command.run("openssl", words)
        guard result.status == 0 else { throw Failure(complaint: result.complaint) }
    }
}
