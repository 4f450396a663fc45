/// How long work takes, in seconds.
func seconds(of work: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - start) / .seconds(1)
}

extension [Double] {
    /// The value that a share of all values does not exceed, by nearest rank.
    func quantile(_ share: Double) -> Double {
        let sorted = self.sorted()
        guard let last = sorted.indices.last else { return .nan }
        return sorted[Swift.min(last, Swift.max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }

    /// The middle value.
    var median: Double { quantile(0.5) }
}
