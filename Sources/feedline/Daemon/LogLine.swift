import Foundation
import Logging

/// What one line of the log says.
struct LogLine {
    let level: Logger.Level
    let message: String
    /// In order.
    let facts: [(key: String, value: String)]

    /// Standard error is the very stream that systemd names (systemd.exec(5)); a shell inherits the name only.
    static let isJournal: Bool = {
        var stream = stat()
        guard unsafe fstat(STDERR_FILENO, &stream) == 0 else { return false }
        return ProcessInfo.processInfo.environment["JOURNAL_STREAM"] == "\(stream.st_dev):\(stream.st_ino)"
    }()

    /// Without its end.
    func text(_ format: LogFormat, at now: Date) -> String {
        switch format {
        case .text: plain(at: now)
        case .json: json(at: now)
        }
    }

    private func plain(at now: Date) -> String {
        var line = Self.isJournal ? "<\(level.priority)>" : "\(now.formatted(.iso8601)) \(level) "
        line += message.onOneLine
        for (key, value) in facts { line += " \(key)=\(value.onOneLine.quotedIfNeeded)" }
        return String(line.prefix(2_000))
    }

    /// Each text is cut by itself: half an object would be none.
    private func json(at now: Date) -> String {
        let time = now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        var line = "{\"ts\":\"\(time)\",\"level\":\"\(level)\",\"message\":\(message.prefix(2_000).jsonText)"
        for (key, value) in facts {
            let name = ["ts", "level", "message"].contains(key) ? "_" + key : key
            line += ",\(name.prefix(100).jsonText):\(value.prefix(2_000).jsonText)"
        }
        return line + "}"
    }
}

extension Substring {
    /// A string of JSON (RFC 8259), in which nothing moves the cursor of who reads the log.
    fileprivate var jsonText: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case _ where scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value || 0x2028...0x2029 ~= scalar.value:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

extension String {
    /// A feed's title must not be able to write a line of its own, or move the cursor of who reads the log.
    fileprivate var onOneLine: String {
        String(
            String.UnicodeScalarView(
                replacing("\n", with: "; ").unicodeScalars.map { scalar in
                    let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
                    let isSeparator = scalar.value == 0x2028 || scalar.value == 0x2029
                    return isControl || isSeparator ? "\u{FFFD}" : scalar
                }
            )
        )
    }

    fileprivate var quotedIfNeeded: String {
        contains { $0 == " " || $0 == "\"" || $0 == "=" } || isEmpty
            ? "\"" + replacing("\"", with: "'") + "\"" : self
    }
}

extension Logger.Level {
    /// syslog(3).
    var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
