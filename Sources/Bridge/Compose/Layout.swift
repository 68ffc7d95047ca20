internal import Timeline

/// A template with the values that have found room so far.
struct Layout {
    let template: Template
    /// By slot.
    private(set) var values: [String?]

    init(_ template: Template) {
        self.template = template
        values = Array(repeating: nil, count: template.slots.count)
    }

    subscript(field: Template.Field) -> String? {
        get { template.slots.firstIndex { $0.field == field }.flatMap { values[$0] } }
        set {
            guard let index = template.slots.firstIndex(where: { $0.field == field }) else { return }
            values[index] = newValue
        }
    }

    /// What is left for a field, once everything that comes with it is written too.
    func room(for field: Template.Field, limit: Int) -> Room {
        var trial = self
        // A letter makes its neighbours keep the distance that any text would.
        trial[field] = "x"
        let text = trial.text
        return Room(
            length: limit + 1 - PostText.length(text),
            scalars: PostText.maximumScalars + 1 - text.unicodeScalars.count
        )
    }

    var text: String {
        var line = Line(pairsBrackets: template.pairsBrackets)
        for (index, slot) in template.slots.enumerated() {
            guard let value = values[index] else {
                line.append(lasting: slot.lasting, of: slot.glue)
                continue
            }
            line.append(glue: slot.glue, isFirst: index == 0)
            line.append(slot.opening)
            switch slot.field {
            case .link: line.append(link: value)
            case .tags: line.append(tags: value)
            default: line.append(value)
            }
            line.append(slot.closing)
        }
        line.append(glue: template.tail, isFirst: false)
        return line.trimmed
    }
}

/// The text of a post while it is written.
private struct Line {
    private var text = ""
    /// nil where the template's brackets do not pair off anyway.
    private var brackets: BracketPairs?
    /// What the next character could be taken for a part of.
    private var open: Open = .nothing

    private enum Open {
        case nothing
        case link
        case tag
    }

    init(pairsBrackets: Bool) {
        brackets = pairsBrackets ? BracketPairs() : nil
    }

    var trimmed: String {
        var scalars = text.unicodeScalars[...]
        while let last = scalars.last, last.isBlank { scalars.removeLast() }
        while let first = scalars.first, first.isBlank { scalars.removeFirst() }
        return String(scalars)
    }

    /// A link and a tag stand free: a space goes before what would become a part of them.
    mutating func append(_ piece: String) {
        guard open != .nothing else {
            text += piece
            return
        }
        for index in piece.unicodeScalars.indices {
            let scalar = piece.unicodeScalars[index]
            switch open {
            case .nothing: break
            case .tag:
                open = .nothing
                if scalar.isWordPart || PostEntities.isHashtagSeparator(scalar) { text += " " }
            case .link where PostLink.endsLink(scalar):
                open = .nothing
            case .link where PostLink.isSentencePunctuation(scalar) || scalar == ")" || scalar == "]":
                continue
            case .link:
                open = .nothing
                text += piece[..<index]
                text += " "
                text += piece[index...]
                return
            }
            break
        }
        text += piece
    }

    mutating func append(link: String) {
        open = .nothing
        if !PostLink.canFollow(text) { text += " " }
        text += link
        open = .link
    }

    mutating func append(tags: String) {
        if let last = text.unicodeScalars.last, open == .link || last.isWordPart || "/&#".unicodeScalars.contains(last)
        {
            text += " "
        }
        text += tags
        open = .tag
    }

    /// What stays of a glue whose field is missing: words of the operator's, and a bracket that closes what is open.
    mutating func append(lasting words: String, of glue: String) {
        for scalar in glue.unicodeScalars where BracketPairs.isClosing(scalar) {
            if brackets?.isEven == false, brackets?.keeps(scalar) == true { append(String(scalar)) }
        }
        guard !words.isEmpty else { return }
        append(text.isEmpty ? words : " " + words)
    }

    /// What parts two fields, without what makes no sense after what is there.
    mutating func append(glue: String, isFirst: Bool) {
        let scalars = String.UnicodeScalarView(glue.unicodeScalars.filter { brackets?.keeps($0) ?? true })
        guard !isFirst else { return append(glue) }
        if text.isEmpty {
            append(String(scalars.drop { Self.isSeparator($0) }))
        } else if let mark = scalars.first, ".,:;".unicodeScalars.contains(mark), let last = text.unicodeScalars.last,
            open != .link, ".,:;!?…。！？".unicodeScalars.contains(last)
        {
            append(String(scalars.dropFirst()))
        } else if scalars.first?.isBlank == true, text.unicodeScalars.last?.isBlank == true {
            append(String(scalars.drop { $0.isBlank }))
        } else {
            append(String(scalars))
        }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isBlank || "|:,;.·•/>»".unicodeScalars.contains(scalar)
            || scalar.properties.generalCategory == .dashPunctuation
    }
}
