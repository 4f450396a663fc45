import Glibc

/// A list of C strings that ends with NULL.
final class CStrings {
    private let buffer: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

    /// For calls that take `char *const []`.
    var mutable: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? { buffer.baseAddress }

    /// For calls that take `const char *const *`.
    var pointers: UnsafePointer<UnsafePointer<CChar>?>? {
        buffer.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self) }
    }

    init(_ strings: [String]) {
        buffer = .allocate(capacity: strings.count + 1)
        buffer.initialize(repeating: nil)
        for (index, string) in strings.enumerated() {
            buffer[index] = strdup(string)
        }
    }

    deinit {
        for string in buffer { free(string) }
        buffer.deallocate()
    }
}
