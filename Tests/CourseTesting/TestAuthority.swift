import Foundation
public import NIOSSL

/// A certificate authority of the test's own, with one certificate for a server; made by `openssl`.
public struct TestAuthority: Sendable {
    /// The authority's certificate as a PEM file.
    public let file: String
    /// What a server with the certificate needs.
    public let server: NIOSSLContext

    /// Makes an authority and a server certificate in a folder.
    ///
    /// - Parameters:
    ///   - folder: an empty folder for the keys and certificates.
    ///   - names: the certificate's names, as openssl writes them: `DNS:localhost,IP:127.0.0.1`.
    /// - Throws: `Failure` where openssl fails.
    public init(in folder: String, names: String = "DNS:localhost,IP:127.0.0.1") throws {
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
            "x509 -req -in \(folder)/server.csr -CA \(file) -CAkey \(folder)/ca.key -CAcreateserial -days 2",
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
