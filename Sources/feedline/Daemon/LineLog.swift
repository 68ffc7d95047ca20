import Foundation
import Logging

/// One record, one line on standard error: level, message, facts as `key=value`.
///
/// Under systemd a line begins with its priority (sd-daemon(3)), and the journal adds the time; elsewhere the time is ours.
struct LineLog: LogHandler {
    let label: String
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    /// Standard error is the very stream that systemd names (systemd.exec(5)); a shell inherits the name only.
    static let isJournal: Bool = {
        var stream = stat()
        guard unsafe fstat(STDERR_FILENO, &stream) == 0 else { return false }
        return ProcessInfo.processInfo.environment["JOURNAL_STREAM"] == "\(stream.st_dev):\(stream.st_ino)"
    }()

    static let errorPriority = Logger.Level.error.priority

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata
        if let provided = metadataProvider?.get() { facts.merge(provided) { _, new in new } }
        if let given = event.metadata { facts.merge(given) { _, new in new } }
        var line = Self.isJournal ? "<\(event.level.priority)>" : "\(Date().formatted(.iso8601)) \(event.level) "
        line += event.message.description.onOneLine
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(value.description.onOneLine.quotedIfNeeded)"
        }
        // A full disk or a reader that went away is no reason to stop.
        try? FileHandle.standardError.write(contentsOf: Data((String(line.prefix(2_000)) + "\n").utf8))
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
    fileprivate var priority: Int {
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
