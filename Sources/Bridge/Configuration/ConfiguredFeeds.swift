/// The feeds of a configuration in the order of its file, each decoded when its turn comes.
package struct ConfiguredFeeds: Sequence, Sendable {
    private let bytes: [UInt8]
    /// Without the feeds.
    private let root: JSONValue
    private let head: Configuration
    private let directory: String

    init(_ bytes: [UInt8], _ root: JSONValue, _ head: Configuration, directory: String) {
        self.bytes = bytes
        self.root = root
        self.head = head
        self.directory = directory
    }

    package func makeIterator() -> Iterator {
        Iterator(entries(ConfigurationReading(directory: directory)))
    }

    /// Skips what is wrong.
    package struct Iterator: IteratorProtocol {
        private var entries: Entries

        fileprivate init(_ entries: Entries) { self.entries = entries }

        package mutating func next() -> FeedConfiguration? {
            while let entry = entries.next() {
                if let feed = entries.rules.feed(entry) { return feed }
            }
            return nil
        }
    }
}

extension ConfiguredFeeds {
    /// Notes everything that is wrong with `defaults` and with the feeds.
    ///
    /// - Returns: how many entries there are.
    func check(_ reading: ConfigurationReading) -> Int {
        let setting = Setting(value: root, path: "", reading: reading)
        guard let section: Section<RootKey> = setting.section() else { return 0 }
        if section[.feeds] == nil {
            setting.note(#""feeds" is missing"#, #"add for example "feeds": [{ "url": "https://example.org/feed" }]"#)
        }
        _ = section[.feeds]?.list { _ in () }
        var entries = entries(reading)
        var repetitions = Repetitions(bytes)
        while let entry = entries.next() {
            let feed = entries.rules.feed(entry)
            repetitions.look(at: entry, address: feed?.url)
        }
        return repetitions.count
    }

    private func entries(_ reading: ConfigurationReading) -> Entries {
        let setting = Setting(value: root, path: "", reading: reading)
        let section: Section<RootKey>? = setting.section()
        return Entries(bytes, section, head, reading)
    }

    /// The entries with their paths, and what reads them.
    fileprivate struct Entries {
        let rules: FeedRules
        private var elements: JSONReader.Elements?
        private var count = 0
        private let reading: ConfigurationReading

        init(_ bytes: [UInt8], _ root: Section<RootKey>?, _ head: Configuration, _ reading: ConfigurationReading) {
            rules = FeedRules(root, of: head)
            self.reading = reading
            guard case .array = root?[.feeds]?.value.content, let start = root?[.feeds]?.value.start else { return }
            elements = JSONReader.Elements(of: bytes, from: start)
        }

        mutating func next() -> Setting? {
            guard let element = elements?.next() else { return nil }
            defer { count += 1 }
            let path = JSONPath.appending(index: count, to: RootKey.feeds.rawValue)
            return Setting(value: element, path: path, reading: reading)
        }
    }
}

/// The store knows a feed by its address, so no two entries may have the same.
private struct Repetitions {
    private let bytes: [UInt8]
    /// Where an entry stands, by the hash of its identity: a million identities would be too much to keep.
    private var places: [Int: (start: Int, index: Int)] = [:]
    private(set) var count = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter address: as far as that is known already.
    mutating func look(at entry: Setting, address: String?) {
        defer { count += 1 }
        guard let url = url(of: entry),
            let identity = (address ?? url.feedAddress()).map(FeedConfiguration.identity(of:))
        else { return }
        guard let place = places[identity.hashValue] else {
            places[identity.hashValue] = (entry.value.start, count)
            return
        }
        // Two identities may have one hash.
        guard let value = JSONReader.value(in: bytes, at: place.start) else { return }
        let other = Setting(value: value, path: "", reading: ConfigurationReading(directory: entry.reading.directory))
        guard self.url(of: other)?.feedAddress().map(FeedConfiguration.identity(of:)) == identity else { return }
        let path = JSONPath.appending(index: place.index, to: RootKey.feeds.rawValue)
        url.note("\(path) is the same feed", "keep one of the two: a feed speaks through one profile")
    }

    private func url(of entry: Setting) -> Setting? {
        entry.value[FeedKey.url.rawValue].map { value in
            let path = JSONPath.appending(key: FeedKey.url.rawValue, to: entry.path)
            return Setting(value: value, path: path, reading: entry.reading)
        }
    }
}
