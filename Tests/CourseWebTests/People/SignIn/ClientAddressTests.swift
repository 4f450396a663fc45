import Testing

@testable import CourseWeb

struct ClientAddressTests {
    @Test(arguments: [
        // The peer, what it says, and who asks.
        ("203.0.113.5", [], "203.0.113.5"),
        ("203.0.113.5", ["198.51.100.1"], "203.0.113.5"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("::1", ["10.0.0.1, 198.51.100.1"], "198.51.100.1"),
        ("::ffff:127.0.0.1", ["10.0.0.1", "10.0.0.2,2001:DB8::1"], "2001:db8::1"),
        ("192.0.2.10", ["198.51.100.1"], "198.51.100.1"),
        ("2001:0db8::10", ["198.51.100.1"], "198.51.100.1"),
        ("192.0.2.10", ["198.51.100.1, somebody"], "192.0.2.10"),
        ("192.0.2.10", [""], "192.0.2.10"),
    ])
    func `a proxy of ours is believed in its own word, and nobody else`(peer: String, said: [String], client: String) {
        let found = ClientAddress.of(peer: peer, forwarded: said, proxies: ["192.0.2.10", "2001:db8::10"])
        #expect(found?.text == client)
    }

    @Test(arguments: ["", "somebody", "192.0.2", "192.0.2.1:80", "[::1]", "1.2.3.4.5"])
    func `what is no address is none`(text: String) {
        #expect(ClientAddress(text) == nil)
        #expect(ClientAddress.of(peer: text, forwarded: ["198.51.100.1"], proxies: []) == nil)
    }
}
