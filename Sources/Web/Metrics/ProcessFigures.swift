internal import Foundation

/// What the kernel says of this process (proc(5)).
struct ProcessFigures {
    let residentBytes: Double
    let virtualBytes: Double
    let cpuSeconds: Double
    let openFiles: Double
    /// nil: no limit.
    let maximumFiles: Double?
    let threads: Double

    /// nil where there is no `/proc`.
    init?() {
        guard let status = Self.text("status"), let stat = Self.text("stat") else { return nil }
        let figures = Self.table(status)
        // The name stands in parentheses and may hold blanks; `utime` and `stime` are the 14th and 15th field.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]), ticks > 0,
            let resident = figures["VmRSS"], let whole = figures["VmSize"], let threads = figures["Threads"]
        else { return nil }
        residentBytes = resident * 1_024
        virtualBytes = whole * 1_024
        cpuSeconds = (user + system) / ticks
        self.threads = threads
        let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        openFiles = Double(files?.count ?? 0)
        let limit = Self.text("limits")?.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        maximumFiles = limit?.split(separator: " ").dropFirst(3).first.flatMap { Double($0) }
    }

    private static func text(_ name: String) -> String? {
        // A file of no size: it is read until it ends.
        (try? FileHandle(forReadingFrom: URL(filePath: "/proc/self/\(name)")).readToEnd()).flatMap { $0 }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first number of each line, by what stands before the colon.
    private static func table(_ text: String) -> [Substring: Double] {
        var figures: [Substring: Double] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split { $0 == ":" || $0 == "\t" || $0 == " " }
            if words.count > 1, let number = Double(words[1]) { figures[words[0]] = number }
        }
        return figures
    }
}
