extension PlannedPrompt {
    /// Whether who gets it gives away who has seen a film, written notes or booked a service check.
    public var isDiscreet: Bool { unless == .done || unless == .booked || scope.leader != nil }
}
