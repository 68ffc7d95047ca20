internal import Timeline

/// A regular expression that takes time in proportion to the text, whatever it says.
///
/// It asks only whether a text matches, so all alternatives are followed at once (Thompson's construction) and nothing
/// is tried again: a pattern such as `(a+)+$`, which holds up a backtracking matcher for years, cannot stop the daemon.
/// The price is that back references and looking around are refused. The rest is as usual: `.` `[a-z]` `[^…]` `|` `(…)`
/// `*` `+` `?` `{2,3}` `^` `$` `\d` `\w` `\s` `\b` with their capitals, in Unicode's sense and on text in NFC.
struct FilterPattern: Sendable, Equatable {
    /// What the program may grow to where `{2,3}` multiplies its parts.
    static let maximumSize = 1_000

    enum Instruction: Sendable, Equatable {
        case scalar(Unicode.Scalar)
        case set(ScalarSet)
        case assertion(Assertion)
        /// Goes on at both places.
        case fork(Int, Int)
        case jump(Int)
        case match
    }

    enum Assertion: Sendable, Equatable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    struct Mistake: Error {
        /// In Unicode scalars, from 0.
        let position: Int
        let message: String
    }

    private let program: [Instruction]
    private let ignoresCase: Bool
    /// The characters with which every match begins; nil if it may begin with others or with none.
    private let starts: [Unicode.Scalar]?

    init(_ pattern: String, ignoresCase: Bool) throws(Mistake) {
        var compiler = FilterPatternCompiler(pattern, ignoresCase: ignoresCase)
        program = try compiler.compile()
        self.ignoresCase = ignoresCase
        starts = Self.starts(of: program)
    }

    /// Whether the pattern is found anywhere in a text.
    func matches(_ text: PatternText) -> Bool {
        var run = Run(program: program, scalars: ignoresCase ? text.lowercased : text.scalars)
        return run.matches(ignoringCase: ignoresCase, startingWith: starts)
    }

    private static func starts(of program: [Instruction]) -> [Unicode.Scalar]? {
        var starts: [Unicode.Scalar] = []
        var seen: Set<Int> = []
        var stack = [0]
        while let place = stack.popLast() {
            guard seen.insert(place).inserted else { continue }
            switch program[place] {
            case .scalar(let scalar): starts.append(scalar)
            case .fork(let first, let second): stack += [first, second]
            case .jump(let target): stack.append(target)
            case .set, .assertion, .match: return nil
            }
        }
        return starts
    }
}

/// A text as patterns read it.
struct PatternText: Sendable {
    let scalars: [Unicode.Scalar]
    let lowercased: [Unicode.Scalar]

    /// - Parameter limit: scalars that are searched.
    init(_ text: String, limit: Int = .max) {
        let text = String(String.UnicodeScalarView(PostText.normalized(text).unicodeScalars.prefix(limit)))
        scalars = Array(text.unicodeScalars)
        lowercased = Array(text.lowercased().unicodeScalars)
    }
}

/// The places of a program at which a match can stand, moved along the text.
private struct Run {
    let program: [FilterPattern.Instruction]
    let scalars: [Unicode.Scalar]
    private var places: [Int] = []
    private var next: [Int] = []
    /// By place: the position of the text for which it was noted last, so that it is noted once.
    private var noted: [Int]
    private var stack: [Int] = []

    init(program: [FilterPattern.Instruction], scalars: [Unicode.Scalar]) {
        self.program = program
        self.scalars = scalars
        noted = Array(repeating: -1, count: program.count)
    }

    mutating func matches(ignoringCase: Bool, startingWith starts: [Unicode.Scalar]?) -> Bool {
        for position in 0...scalars.count {
            if next.isEmpty, let starts {
                guard position < scalars.count else { return false }
                if !starts.contains(scalars[position]) { continue }
            }
            // A match may begin anywhere.
            if note(0, at: position) { return true }
            swap(&places, &next)
            next.removeAll(keepingCapacity: true)
            guard position < scalars.count else { return false }
            let scalar = scalars[position]
            for place in places {
                let passes =
                    switch program[place] {
                    case .scalar(let expected): expected == scalar
                    case .set(let set): set.contains(scalar, ignoringCase: ignoringCase)
                    default: false
                    }
                if passes, note(place + 1, at: position + 1) { return true }
            }
        }
        return false
    }

    /// Notes a place and all that can be reached from it without reading on; true if that is the end of the pattern.
    private mutating func note(_ place: Int, at position: Int) -> Bool {
        stack.append(place)
        while let place = stack.popLast() {
            if noted[place] == position { continue }
            noted[place] = position
            switch program[place] {
            case .match:
                return true
            case .jump(let target):
                stack.append(target)
            case .fork(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assertion(let assertion):
                if holds(assertion, at: position) { stack.append(place + 1) }
            case .scalar, .set:
                next.append(place)
            }
        }
        return false
    }

    private func holds(_ assertion: FilterPattern.Assertion, at position: Int) -> Bool {
        switch assertion {
        case .start: position == 0
        case .end: position == scalars.count
        case .wordBoundary: isWordBoundary(position)
        case .noWordBoundary: !isWordBoundary(position)
        }
    }

    private func isWordBoundary(_ position: Int) -> Bool {
        let before = position > 0 && scalars[position - 1].isWordPart
        let after = position < scalars.count && scalars[position].isWordPart
        return before != after
    }
}

/// What `[…]`, `.` and `\w` stand for.
struct ScalarSet: Sendable, Equatable {
    enum Class: Sendable, Equatable {
        case word
        case digit
        case blank
    }

    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var classes: [(Class, isNegated: Bool)] = []
    var isNegated = false

    static func == (a: ScalarSet, b: ScalarSet) -> Bool {
        a.ranges == b.ranges && a.isNegated == b.isNegated && a.classes.elementsEqual(b.classes, by: ==)
    }

    /// Everything but a line break.
    static let any = ScalarSet(ranges: ["\n"..."\r", "\u{85}"..."\u{85}", "\u{2028}"..."\u{2029}"], isNegated: true)

    /// - Parameter ignoringCase: the scalar is in lower case, and its capital counts as well.
    func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
        if holds(scalar) { return !isNegated }
        if ignoringCase, !ranges.isEmpty {
            let capital = scalar.properties.uppercaseMapping.unicodeScalars
            if capital.count == 1, let capital = capital.first, holds(capital) { return !isNegated }
        }
        return isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar) }
            || classes.contains { kind, isNegated in
                switch kind {
                case .word: scalar.isWordPart != isNegated
                case .digit: scalar.isNumber != isNegated
                case .blank: scalar.isBlank != isNegated
                }
            }
    }
}
