import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A line of text.
    init(plain text: String, status: HTTPResponse.Status = .ok) {
        self.init(text: text + "\n", type: "text/plain; charset=utf-8", status: status)
    }

    /// A text of some type.
    init(text: String, type: String, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
