/// A configuration that cannot be used, with everything that is wrong with it.
package struct ConfigurationError: Error, Sendable, Equatable {
    /// As the user named it.
    package var file: String
    /// In the order of the file; never empty.
    package var mistakes: [ConfigurationMistake]

    package init(file: String, mistakes: [ConfigurationMistake]) {
        self.file = file
        self.mistakes = mistakes
    }
}

/// One thing that is wrong, where, and what to do.
package struct ConfigurationMistake: Sendable, Equatable {
    /// As in `feeds[3].every`; empty for the file as a whole.
    package var path: String
    /// From 1; 0 if the file could not be read.
    package var line: Int
    /// From 1, in Unicode scalars.
    package var column: Int
    package var message: String
    package var suggestion: String?

    package init(path: String, line: Int, column: Int, message: String, suggestion: String? = nil) {
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion
    }
}

extension ConfigurationMistake: CustomStringConvertible {
    /// `12:7: feeds[3].evry: unknown key; did you mean "every"?`
    package var description: String {
        let place = line > 0 ? "\(line):\(column): " : ""
        return place + (path.isEmpty ? "" : "\(path): ") + message + (suggestion.map { "; \($0)" } ?? "")
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// One line a mistake, each with the file before it, as compilers write them and editors follow them.
    package var description: String {
        mistakes.map { file + ":" + ($0.line > 0 ? "" : " ") + $0.description }.joined(separator: "\n")
    }
}

extension ConfigurationError {
    /// Finds the line and column of each slip in one pass over the file.
    init(file: String, slips: [Slip], in bytes: [UInt8]) {
        var line = 1
        var column = 1
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var seen: Set<Slip> = []
        mistakes = slips.sorted { $0.offset < $1.offset }.filter { seen.insert($0).inserted }.map { slip in
            while at < min(slip.offset, bytes.count) {
                if bytes[at] == 0x0A {
                    line += 1
                    column = 1
                } else if bytes[at] & 0xC0 != 0x80 {
                    column += 1
                }
                at += 1
            }
            return ConfigurationMistake(
                path: slip.path,
                line: line,
                column: column,
                message: slip.message,
                suggestion: slip.suggestion
            )
        }
        self.file = file
    }
}
