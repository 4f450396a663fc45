/// The word that somebody probably meant.
enum NearMiss {
    /// The candidate nearest to `word`, when it is near enough to be a slip of the hand.
    static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let letters = Array(word.lowercased().unicodeScalars)
        let near = candidates.map { ($0, distance(letters, Array($0.lowercased().unicodeScalars))) }
            .min { $0.1 < $1.1 }
        guard let (candidate, distance) = near, distance <= max(1, min(letters.count, candidate.count) / 3) else {
            return nil
        }
        return candidate
    }

    /// ` (did you mean …?)`, or nothing.
    static func hint(_ word: String, among candidates: some Sequence<String>) -> Sentence {
        of(word, among: candidates).map { Sentence(" (mener du \($0)?)", " (did you mean \($0)?)") } ?? Sentence("", "")
    }

    /// How many letters to add, drop, change or swap with their neighbour (optimal string alignment), in O(n·m).
    private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        if one.isEmpty || other.isEmpty { return max(one.count, other.count) }
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for i in 1...one.count {
            var row = [i]
            for j in 1...other.count {
                let changed = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)
                var best = min(changed, last[j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
                    best = min(best, beforeLast[j - 2] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[other.count]
    }
}
