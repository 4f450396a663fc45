public import Foundation

/// One letter that left this machine, as the accept journal keeps it: 32 octets on the disk.
public struct AcceptRecord: Sendable, Hashable {
    /// The letter's token.
    public let token: UUID
    /// Which attempt it was; settling is fenced by it.
    public let attempt: Int32
    /// What came of it, in the mailman's own numbers.
    public let outcome: UInt8
    /// The server's reply code; 0 where there is none.
    public let code: Int16

    /// Makes a record.
    public init(token: UUID, attempt: Int32, outcome: UInt8 = 0, code: Int16 = 0) {
        self.token = token
        self.attempt = attempt
        self.outcome = outcome
        self.code = code
    }

    /// Octets of a record on the disk.
    static let size = 32
    private static let mark: [UInt8] = Array("TJ1 ".utf8)

    /// Appends mark, token, attempt, outcome, a zero, code and checksum, numbers in little-endian.
    func encode(into bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: Self.mark)
        withUnsafeBytes(of: token.uuid) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: attempt.littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(outcome)
        bytes.append(0)
        withUnsafeBytes(of: code.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: Checksum.crc32(bytes[start...]).littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Reads one record; nil where mark or checksum is wrong.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.size, bytes.starts(with: Self.mark) else { return nil }
        let (attempt, code, sum, token) = bytes.withUnsafeBytes { raw in
            (
                raw.loadUnaligned(fromByteOffset: 20, as: Int32.self),
                raw.loadUnaligned(fromByteOffset: 26, as: Int16.self),
                raw.loadUnaligned(fromByteOffset: 28, as: UInt32.self),
                raw.loadUnaligned(fromByteOffset: 4, as: uuid_t.self)
            )
        }
        guard UInt32(littleEndian: sum) == Checksum.crc32(bytes.dropLast(4)) else { return nil }
        self.init(
            token: UUID(uuid: token),
            attempt: Int32(littleEndian: attempt),
            outcome: bytes[bytes.startIndex + 24],
            code: Int16(littleEndian: code)
        )
    }

    /// Reads a journal's records in order; what is torn or damaged is passed over.
    static func all(in bytes: [UInt8]) -> [AcceptRecord] {
        stride(from: 0, to: bytes.count - bytes.count % size, by: size).compactMap {
            AcceptRecord(bytes[$0..<$0 + size])
        }
    }
}
