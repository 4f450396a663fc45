import Testing

@testable import CourseWeb

struct LocalPathTests {
    @Test(arguments: ["/", "/my", "/courses/small/plan", "/courses/small/plan/", "/a?b=c&d=/e//f", "/@x:y/%C3%A6"])
    func `a path of ours is taken`(text: String) {
        #expect(LocalPath(text)?.text == text)
    }

    @Test(arguments: [
        "", "my", "//evil.example", "/a//evil.example", "https://evil.example", "/\\evil.example", "/a b", "/a\n",
        "/a#b",
        "/\u{E6}", "/a?b c", "javascript:alert(1)",
    ])
    func `what could lead elsewhere is not`(text: String) {
        #expect(LocalPath(text) == nil)
    }

    @Test func `a long path is looked at once, not over and over`() {
        let began = ContinuousClock.now
        for text in [
            "/" + String(repeating: "a", count: 5_000) + "\"", "/" + String(repeating: "a/", count: 5_000) + "\"",
        ] {
            #expect(LocalPath(text) == nil)
        }
        #expect(ContinuousClock.now - began < .seconds(5))
    }
}
