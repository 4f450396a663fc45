import CourseStore
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The stylesheet and the script, under names that change with what is in them.
enum Assets {
    static let stylesheet = Asset(
        PackageResources.tandem_css,
        name: "tandem",
        suffix: "css",
        type: "text/css; charset=utf-8"
    )
    static let script = Asset(
        PackageResources.tandem_js,
        name: "tandem",
        suffix: "js",
        type: "text/javascript; charset=utf-8"
    )
    static let icon = Asset(PackageResources.icon_svg, name: "icon", suffix: "svg", type: "image/svg+xml")

    /// Serves them to anybody, for ever.
    static func add(to router: Router<SiteContext>) {
        for asset in [stylesheet, script, icon] {
            router.get(RouterPath(asset.path)) { _, _ in asset.response }
        }
        router.get("favicon.ico") { _, _ in icon.response }
    }
}

/// A file of the site that is the same for everybody.
struct Asset: Sendable {
    /// Where it is.
    let path: String
    private let bytes: [UInt8]
    private let type: String

    init(_ bytes: [UInt8], name: String, suffix: String, type: String) {
        let version = SHA256.hash(data: bytes).prefix(6).hexadecimal
        (path, self.bytes, self.type) = ("/\(name)-\(version).\(suffix)", bytes, type)
    }

    var response: Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
