import Glibc
import NIOCore
import NIOPosix
import NIOSSL

extension RouteFault {
    /// What went wrong with a connection, in a few words without the paths and types that a library's error prints.
    ///
    /// - Parameters:
    ///   - error: what NIO, NIOSSL or the system say.
    ///   - certificate: what the server showed, where a handshake failed.
    /// - Returns: words for a log.
    static func words(for error: any Error, certificate: NIOSSLCertificate? = nil) -> String {
        switch error {
        case let error as RouteFault: error.detail.isEmpty ? error.code.rawValue : error.detail
        case let error as NIOConnectionError:
            (error.connectionErrors.first?.error ?? error.dnsAError ?? error.dnsAAAAError).map { words(for: $0) }
                ?? "no address for the host"
        case let error as IOError:
            strerror(error.errnoCode).map { String(cString: $0) } ?? "error \(error.errnoCode)"
        case let error as NIOSSLError: words(for: error, certificate)
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            "the certificate is for another name"
        case ChannelError.connectTimeout: "no answer in time"
        default: String(describing: error)
        }
    }

    private static func words(for error: NIOSSLError, _ certificate: NIOSSLCertificate?) -> String {
        switch error {
        case .uncleanShutdown: return "closed without a word"
        case .handshakeFailed(let cause):
            // BoringSSL: "error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at /a/path:298".
            let reasons = String(describing: cause).split(separator: ":").compactMap { part in
                part.split(separator: " ").first.flatMap { $0.wholeMatch(of: /[A-Z][A-Z0-9]*(_[A-Z0-9]+)+/)?.output.0 }
            }
            guard reasons.contains("CERTIFICATE_VERIFY_FAILED") else {
                return reasons.first.map { "the handshake failed: \($0)" } ?? "the handshake failed"
            }
            let now = time(nil)
            if let certificate, certificate.notValidAfter < now { return "the certificate has expired" }
            if let certificate, certificate.notValidBefore > now { return "the certificate is not valid yet" }
            return "the certificate comes from no authority that is trusted here"
        case .failedToLoadCertificate, .noSuchFilesystemObject: return "no certificate can be read there"
        default: return String(describing: error)
        }
    }
}
