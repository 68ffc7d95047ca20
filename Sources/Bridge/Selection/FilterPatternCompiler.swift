internal import Timeline

/// Reads a regular expression and writes its program, by recursive descent.
struct FilterPatternCompiler {
    private typealias Instruction = FilterPattern.Instruction
    private typealias Mistake = FilterPattern.Mistake

    private let pattern: [Unicode.Scalar]
    private let ignoresCase: Bool
    private var index = 0
    private var depth = 0

    init(_ pattern: String, ignoresCase: Bool) {
        self.pattern = Array(PostText.normalized(pattern).unicodeScalars)
        self.ignoresCase = ignoresCase
    }

    mutating func compile() throws(FilterPattern.Mistake) -> [FilterPattern.Instruction] {
        guard !pattern.isEmpty else { throw mistake("nothing is looked for") }
        let program = try alternatives()
        guard peek == nil else { throw mistake("a ) has no (") }
        guard program.count <= FilterPattern.maximumSize else { throw mistake("it grows too large") }
        return program + [.match]
    }

    private var peek: Unicode.Scalar? { index < pattern.count ? pattern[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    private func mistake(_ message: String) -> FilterPattern.Mistake {
        FilterPattern.Mistake(position: index, message: message)
    }

    // MARK: - Structure

    private mutating func alternatives() throws(FilterPattern.Mistake) -> [FilterPattern.Instruction] {
        var program = try sequence()
        while take("|") {
            let other = try sequence()
            program =
                [.fork(1, program.count + 2)] + program.moved(by: 1) + [.jump(program.count + 2 + other.count)]
                + other.moved(by: program.count + 2)
        }
        return program
    }

    private mutating func sequence() throws(FilterPattern.Mistake) -> [FilterPattern.Instruction] {
        var program: [Instruction] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            let part = try repeated(try atom())
            program += part.moved(by: program.count)
            guard program.count <= FilterPattern.maximumSize else { throw mistake("it grows too large") }
        }
        return program
    }

    private mutating func repeated(
        _ atom: [FilterPattern.Instruction]
    ) throws(FilterPattern.Mistake)
        -> [FilterPattern.Instruction]
    {
        var program = atom
        while let scalar = peek {
            switch scalar {
            case "*": program = [.fork(1, program.count + 2)] + program.moved(by: 1) + [.jump(0)]
            case "+": program += [.fork(0, program.count + 1)]
            case "?": program = [.fork(1, program.count + 1)] + program.moved(by: 1)
            case "{":
                program = try counted(program)
                continue
            default: return program
            }
            index += 1
            // Whether as much or as little as possible is taken makes no difference to whether there is a match.
            _ = take("?")
            if peek == "+" { throw mistake("a quantifier follows a quantifier") }
        }
        return program
    }

    /// `{2}`, `{2,}` and `{2,3}`.
    private mutating func counted(
        _ atom: [FilterPattern.Instruction]
    ) throws(FilterPattern.Mistake)
        -> [FilterPattern.Instruction]
    {
        index += 1
        guard let least = number() else {
            throw mistake("a number belongs after {; write \\{ for the character itself")
        }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}") else { throw mistake("a } is missing") }
        _ = take("?")
        if let most, most < least { throw mistake("the numbers in braces are the wrong way round") }
        guard max(least, most ?? 0) <= FilterPattern.maximumSize,
            (max(least, most ?? 0) + 1) * (atom.count + 1) <= FilterPattern.maximumSize
        else { throw mistake("it grows too large") }

        var program: [Instruction] = []
        for _ in 0..<least { program += atom.moved(by: program.count) }
        if let most {
            let optional = [.fork(1, atom.count + 1)] + atom.moved(by: 1)
            for _ in least..<most { program += optional.moved(by: program.count) }
        } else {
            let more = [.fork(1, atom.count + 2)] + atom.moved(by: 1) + [.jump(0)]
            program += more.moved(by: program.count)
        }
        return program
    }

    private mutating func number() -> Int? {
        let start = index
        while let scalar = peek, ("0"..."9").contains(scalar) { index += 1 }
        return Int(String(String.UnicodeScalarView(pattern[start..<index])))
    }

    // MARK: - Atoms

    private mutating func atom() throws(FilterPattern.Mistake) -> [FilterPattern.Instruction] {
        guard let scalar = peek else { return [] }
        switch scalar {
        case "*", "+", "?": throw mistake("there is nothing before \(scalar) that could be repeated")
        case "(": return try group()
        case "[": return [.set(try bracket())]
        case "\\": return try escape()
        default: break
        }
        index += 1
        switch scalar {
        case ".": return [.set(.any)]
        case "^": return [.assertion(.start)]
        case "$": return [.assertion(.end)]
        default: return literal(scalar)
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> [FilterPattern.Instruction] {
        ignoresCase ? scalar.properties.lowercaseMapping.unicodeScalars.map { .scalar($0) } : [.scalar(scalar)]
    }

    private mutating func group() throws(FilterPattern.Mistake) -> [FilterPattern.Instruction] {
        index += 1
        if peek == "?" {
            guard index + 1 < pattern.count, pattern[index + 1] == ":" else {
                throw mistake("(? is only understood as (?:…), without looking ahead or behind")
            }
            index += 2
        }
        depth += 1
        guard depth <= 50 else { throw mistake("brackets are nested too deeply") }
        let program = try alternatives()
        depth -= 1
        guard take(")") else { throw mistake("a ) is missing") }
        return program
    }

    private mutating func escape() throws(FilterPattern.Mistake) -> [FilterPattern.Instruction] {
        index += 1
        guard let scalar = peek else { throw mistake("nothing follows the \\") }
        switch scalar {
        case "b":
            index += 1
            return [.assertion(.wordBoundary)]
        case "B":
            index += 1
            return [.assertion(.noWordBoundary)]
        default:
            let set = try escaped()
            return set.ranges.first.map { literal($0.lowerBound) } ?? [.set(set)]
        }
    }

    /// What an escape stands for that is legal inside of brackets too.
    private mutating func escaped() throws(FilterPattern.Mistake) -> ScalarSet {
        guard let scalar = peek else { throw mistake("nothing follows the \\") }
        let classes: [Unicode.Scalar: (ScalarSet.Class, Bool)] = [
            "w": (.word, false), "W": (.word, true), "d": (.digit, false), "D": (.digit, true), "s": (.blank, false),
            "S": (.blank, true),
        ]
        let controls: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t"]
        if let (kind, isNegated) = classes[scalar] {
            index += 1
            return ScalarSet(classes: [(kind, isNegated: isNegated)])
        }
        if ("0"..."9").contains(scalar) { throw mistake("back references are not understood") }
        let meant = controls[scalar] ?? scalar
        guard meant != scalar || !scalar.isASCIIWordPart else { throw mistake("\\\(scalar) is not understood") }
        index += 1
        return ScalarSet(ranges: [meant...meant])
    }

    private mutating func bracket() throws(FilterPattern.Mistake) -> ScalarSet {
        index += 1
        var set = ScalarSet(isNegated: take("^"))
        var isFirst = true
        while let scalar = peek, isFirst || scalar != "]" {
            isFirst = false
            guard let lower = try member(into: &set) else { continue }
            guard peek == "-", index + 1 < pattern.count, pattern[index + 1] != "]" else {
                set.ranges.append(lower...lower)
                continue
            }
            index += 1
            guard let upper = try member(into: &set), lower <= upper else { throw mistake("the range runs backwards") }
            set.ranges.append(lower...upper)
        }
        guard take("]") else { throw mistake("a ] is missing") }
        return set
    }

    /// The next character of a bracket; nil if it was a class, which is added to the set.
    private mutating func member(into set: inout ScalarSet) throws(FilterPattern.Mistake) -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        index += 1
        guard scalar == "\\" else { return scalar }
        let escaped = try escaped()
        set.classes += escaped.classes
        return escaped.ranges.first?.lowerBound
    }
}

extension [FilterPattern.Instruction] {
    /// The same instructions behind others.
    fileprivate func moved(by offset: Int) -> [FilterPattern.Instruction] {
        map {
            switch $0 {
            case .fork(let first, let second): .fork(first + offset, second + offset)
            case .jump(let target): .jump(target + offset)
            default: $0
            }
        }
    }
}
