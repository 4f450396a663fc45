import CourseTesting
import Testing

@testable import Course

@Suite struct `A course file changed at random` {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `is a sound course or has every fault in its place`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let lines = RealCourse.yaml.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
        var (sound, unsound) = (0, 0)
        var strange: [String] = []
        for _ in 0..<500 {
            var mutated = lines
            for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&mutated, &random) }
            let bytes = Array(mutated.joined(separator: [0x0A]))
            do throws(CourseFileFaults) {
                let outline = try CourseFile.read(bytes, name: "x").outline
                if outline.municipalities.count < 2 || outline.programme.modules.isEmpty {
                    strange.append("too little")
                }
                sound += 1
            } catch {
                unsound += 1
                if error.faults.isEmpty || error.faults != error.faults.sorted() { strange.append("\(error)") }
                strange += error.faults.filter { !stands($0, in: mutated) }.map(\.description)
            }
        }
        #expect(strange.isEmpty)
        // Both happen, or the property says nothing.
        #expect(sound > 10 && unsound > 50, "\(sound) sound, \(unsound) not")
    }

    private func stands(_ fault: SourceFault, in lines: [[UInt8]]) -> Bool {
        guard (1...lines.count + 1).contains(fault.line), fault.column >= 1, !fault.message.isEmpty else {
            return false
        }
        let length = fault.line <= lines.count ? lines[fault.line - 1].count : 0
        return fault.column <= length + 1
    }

    private func mutate(_ lines: inout [[UInt8]], _ random: inout SplitMix64) {
        let line = Int.random(in: 0..<lines.count, using: &random)
        let other = Int.random(in: 0..<lines.count, using: &random)
        let alphabet = Array(" :-{}[]\"'#&*!|>%@,?abcxyz0129\tæ".utf8)
        let byte = alphabet.randomElement(using: &random) ?? 0x20
        let column = lines[line].isEmpty ? nil : Int.random(in: 0..<lines[line].count, using: &random)
        switch (Int.random(in: 0..<7, using: &random), column) {
        case (0, let column?): lines[line][column] = byte
        case (1, let column?): lines[line].remove(at: column)
        case (2, let column?): lines[line].insert(byte, at: column)
        case (3, _): lines.remove(at: line)
        case (4, _): lines.insert(lines[line], at: other)
        case (5, _): lines.swapAt(line, other)
        default: lines[line].removeLast(min(2, lines[line].count))
        }
    }
}
