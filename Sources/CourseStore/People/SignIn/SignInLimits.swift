/// How long a letter to come in by opens the door, and how often things may be tried.
public struct SignInLimits: Hashable, Sendable {
    /// Seconds for which link and code are good.
    public var seconds: Int
    /// Letters an hour to one address.
    public var lettersToAnAddress: Int
    /// Questions an hour from one network, whatever the address.
    public var asksFromANetwork: Int
    /// Wrong codes after which that letter's is not looked at any more; its link is.
    public var wrongCodes: Int
    /// Wrong codes in a day after which no code for an address is looked at, whoever asked for it; links are.
    public var wrongCodesADay: Int

    /// Limits of one's own.
    public init(
        seconds: Int = 15 * 60,
        lettersToAnAddress: Int = 5,
        asksFromANetwork: Int = 600,
        wrongCodes: Int = 5,
        wrongCodesADay: Int = 20
    ) {
        self.seconds = seconds
        self.lettersToAnAddress = lettersToAnAddress
        self.asksFromANetwork = asksFromANetwork
        self.wrongCodes = wrongCodes
        self.wrongCodesADay = wrongCodesADay
    }

    /// A quarter of an hour; five letters an hour to one address; sixty questions an hour from one network, since a town hall's
    /// desks may all come from one; five wrong codes a letter, and twenty a day for an address: one guess in 50,000.
    public static let ordinary = SignInLimits()
}
