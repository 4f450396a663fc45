/// Who has, who waits for and who may make a connection: the pool without its connections' doings.
///
/// It only says what is to be done. A slot is the right to make one connection; every connection that is open holds one.
struct PoolState<Member: Sendable>: Sendable {
    /// What somebody gets who asks for a connection.
    enum Grant: Sendable {
        case member(Member)
        /// The right to make one.
        case slot
    }

    enum Asked: Sendable {
        case granted(Grant)
        case queued
        /// The pool is closed.
        case refused
    }

    enum Returned: Sendable {
        case granted(Grant, to: Int)
        case kept
        /// The connection is to be closed.
        case dismissed
    }

    private let size: Int
    /// Connections that nobody uses.
    ///
    /// The one used last is lent first, so that those not needed grow cold.
    private var idle: [Member] = []
    /// Slots taken: connections that are idle, lent or being made.
    private(set) var open = 0
    private var waiters: [Int] = []
    private(set) var isClosed = false

    init(size: Int) {
        self.size = max(1, size)
    }

    /// Whether a closed pool has got everything back.
    var isDrained: Bool { isClosed && open == 0 }

    var waiting: Int { waiters.count }

    mutating func ask(as waiter: Int) -> Asked {
        if isClosed { return .refused }
        if let member = idle.popLast() { return .granted(.member(member)) }
        if open < size {
            open += 1
            return .granted(.slot)
        }
        waiters.append(waiter)
        return .queued
    }

    /// Takes back a connection that can be used again.
    mutating func giveBack(_ member: Member) -> Returned {
        if isClosed {
            open -= 1
            return .dismissed
        }
        guard let waiter = nextWaiter() else {
            idle.append(member)
            return .kept
        }
        return .granted(.member(member), to: waiter)
    }

    /// Takes back the slot of a connection that broke or could not be made.
    mutating func giveUpSlot() -> Returned {
        if !isClosed, let waiter = nextWaiter() { return .granted(.slot, to: waiter) }
        open -= 1
        return .kept
    }

    /// Forgets a waiter, and tells whether it was still waiting.
    mutating func cancel(_ waiter: Int) -> Bool {
        guard let index = waiters.firstIndex(of: waiter) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// Closes, and returns the connections to close and the waiters to refuse.
    mutating func close() -> (members: [Member], waiters: [Int]) {
        defer {
            open -= idle.count
            idle = []
            waiters = []
            isClosed = true
        }
        return (idle, waiters)
    }

    private mutating func nextWaiter() -> Int? {
        waiters.isEmpty ? nil : waiters.removeFirst()
    }
}
