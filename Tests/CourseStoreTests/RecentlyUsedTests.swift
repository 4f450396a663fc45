import CourseTesting
import Testing

@testable import CourseStore

@Suite struct RecentlyUsedTests {
    @Test func `what was used lately is kept, and never more than twice as much`() {
        var kept = RecentlyUsed<Int, Int>(most: 10)
        var generator = SplitMix64(seed: 2027)
        var uses: [Int] = []
        for _ in 0..<2_000 {
            let key = Int.random(in: 0..<60, using: &generator)
            if let value = kept[key] { #expect(value == key * key) } else { kept[key] = key * key }
            uses.append(key)
            #expect(kept.count <= 20)
            // The last ten different keys.
            var lately: [Int] = []
            for used in uses.reversed() where !lately.contains(used) {
                lately.append(used)
                if lately.count == 10 { break }
            }
            #expect(lately.allSatisfy { kept.holds($0) })
        }
    }

    @Test func `what is taken out is gone`() {
        var kept = RecentlyUsed<String, Int>(most: 2)
        kept["a"] = 1
        kept["b"] = 2
        kept["c"] = 3
        kept["a"] = nil
        #expect(kept["a"] == nil)
        #expect(kept["c"] == 3)
    }
}
