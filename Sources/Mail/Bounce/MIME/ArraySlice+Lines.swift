import Glibc

extension ArraySlice<UInt8> {
    /// Where the line feed that ends a line stands, or the end.
    func lineFeed(from index: Int) -> Int {
        let offset = index - startIndex
        let found = withUnsafeBytes { bytes -> Int? in
            guard offset < bytes.count, let base = bytes.baseAddress,
                let place = memchr(base + offset, 0x0A, bytes.count - offset)
            else { return nil }
            return UnsafeRawPointer(place) - base
        }
        return found.map { startIndex + $0 } ?? endIndex
    }

    /// The line that begins at an index, without its end: LF, or CRLF.
    func line(from index: Int) -> (content: ArraySlice<UInt8>, next: Int) {
        let end = lineFeed(from: index)
        let content = self[index..<end]
        return (content.last == 0x0D ? content.dropLast() : content, Swift.min(end + 1, endIndex))
    }
}
