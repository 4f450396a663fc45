import Foundation

/// What Deploy/fuzz runs: any octets are read as some message, and only one with a token of ours as a report.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let address = try? BounceAddress(mailbox: "bounce@albertslund.example", key: SigningKey()) else {
        preconditionFailure("the mailbox has no room")
    }
    let message = Array(UnsafeBufferPointer(start: start, count: count))
    let recipient = String(decoding: message.prefix { $0 != 0x0A }, as: UTF8.self)
    if case .genuine(let letter) = address.token(in: recipient) {
        precondition(recipient.lowercased().contains(address.address(for: letter)), "an address that was never written")
    }
    let reader = BounceReader(addresses: [address])
    check(reader.read(message, recipient: nil))
    if recipient.contains("+") { check(reader.read(message, recipient: recipient)) }
    return 0
}

private func check(_ mail: IncomingMail) {
    guard case .report(let report) = mail.kind else { return }
    guard case .genuine = mail.token else { preconditionFailure("a report of nobody's letter") }
    precondition(report.failure != .route, "a report blames the route")
    precondition(report.diagnostic.unicodeScalars.count <= 500, "a diagnostic that is too long")
    precondition(report.diagnostic.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "a control character")
}
