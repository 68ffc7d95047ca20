extension FeedsFile {
    /// Adds the entries that can be read, and says of each other one why not. The file that comes of it is in order.
    ///
    /// Throws if `text` itself has mistakes.
    package static func importing(
        feeds entries: [Entry],
        into text: String,
        file: String = "feeds.json"
    ) throws(ConfigurationError) -> Addition {
        let count = try Configuration.decode(Array(text.utf8), file: file).feeds.count
        var refused: [Refusal] = []
        var remaining: [Entry] = []
        for entry in entries.map(\.onTheWeb) {
            do {
                _ = try WebAddress(entry.url)
                remaining.append(entry)
            } catch {
                refused.append(Refusal(entry: entry, reason: error.message))
            }
        }
        while true {
            var addition = try adding(feeds: remaining, to: text, file: file)
            addition.refused = refused
            do {
                _ = try Configuration.decode(Array(addition.text.utf8), file: file)
                return addition
            } catch {
                let flaws = error.flaws(behind: count)
                let added = addition.added
                guard !flaws.isEmpty, flaws.keys.allSatisfy(added.indices.contains) else { throw error }
                refused += flaws.sorted { $0.key < $1.key }.map { Refusal(entry: added[$0.key], reason: $0.value) }
                let flawed = flaws.keys.map { added[$0] }
                remaining.removeAll { flawed.contains($0) }
            }
        }
    }

    /// An entry that was left out.
    package struct Refusal: Sendable, Equatable {
        package var entry: Entry
        /// For people.
        package var reason: String
    }
}

extension FeedsFile.Entry {
    /// Without the scheme `feed:`, by which browsers once called feed readers.
    fileprivate var onTheWeb: Self {
        guard url.lowercased().hasPrefix("feed:") else { return self }
        var entry = self
        let rest = url.dropFirst("feed:".count)
        entry.url = rest.hasPrefix("//") ? "http:\(rest)" : String(rest)
        return entry
    }
}

extension ConfigurationError {
    /// What is wrong with the feeds from number `count` on, by how far behind it they stand; empty if something else is
    /// wrong, too.
    fileprivate func flaws(behind count: Int) -> [Int: String] {
        var flaws: [Int: String] = [:]
        for mistake in mistakes {
            guard let match = mistake.path.prefixMatch(of: /feeds\[(\d+)\]/), let number = Int(match.1), number >= count
            else { return [:] }
            flaws[number - count] = mistake.message + (mistake.suggestion.map { "; \($0)" } ?? "")
        }
        return flaws
    }
}
