import Foundation

/// Writes for people on a terminal, and plainly for everything else.
struct Terminal: Sendable {
    enum Style: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    let descriptor: Int32
    /// `NO_COLOR` (no-color.org) and dumb terminals are respected.
    let hasColours: Bool
    let isInteractive: Bool

    static let output = Terminal(STDOUT_FILENO)
    static let complaints = Terminal(STDERR_FILENO)

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
        let environment = ProcessInfo.processInfo.environment
        isInteractive = isatty(descriptor) == 1
        hasColours =
            isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
            && environment["TERM"].map { $0 != "dumb" } ?? false
    }

    func styled(_ text: String, _ style: Style) -> String {
        hasColours ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    func line(_ text: String = "") { write(text + "\n") }

    /// Replaces the last progress line; nothing where nobody watches.
    func progress(_ text: String) {
        if isInteractive { write("\r\u{1B}[K\(text)") }
    }

    func endProgress() { progress("") }

    private func write(_ text: String) {
        try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
    }
}
