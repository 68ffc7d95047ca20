import Foundation
import Logging
import Transfer

/// One record, one line on standard error: as text, level, message and facts as `key=value`; or as a JSON object.
///
/// Under systemd a line of text begins with its priority (sd-daemon(3)), and the journal adds the time; elsewhere the time
/// is ours.
struct LineLog: LogHandler {
    let label: String
    let format: LogFormat
    let dial: LogDial
    /// nil: as the dial says.
    private var ownLevel: Logger.Level?
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, format: LogFormat = .text, dial: LogDial = LogDial()) {
        self.label = label
        self.format = format
        self.dial = dial
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? dial.level }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata
        if let provided = metadataProvider?.get() { facts.merge(provided) { _, new in new } }
        if let given = event.metadata { facts.merge(given) { _, new in new } }
        let line = LogLine(
            level: event.level,
            message: event.message.description,
            facts: facts.map { ($0.key, $0.value.description) }.sorted { $0.0 < $1.0 }
        )
        Self.write(line.text(format, at: Date()))
    }

    /// What the process has to say when it ends for a reason, in the form of its other lines.
    static func complain(_ complaint: String, in format: LogFormat) {
        switch format {
        case .json: write(LogLine(level: .error, message: complaint, facts: []).text(.json, at: Date()))
        case .text:
            // The journal keeps each line by itself.
            let mark = LogLine.isJournal ? "<\(Logger.Level.error.priority)>" : ""
            for line in complaint.split(separator: "\n", omittingEmptySubsequences: false) {
                Terminal.complaints.line(mark + line)
            }
        }
    }

    /// A full disk or a reader that went away is no reason to stop.
    private static func write(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }
}
