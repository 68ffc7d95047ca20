/// Which items of a feed are for others than its usual readers: the first rule that an item meets decides.
package struct Route: Sendable, Equatable {
    /// Whom an item is for that meets one of these entries; they are those of `Filter`.
    package struct Rule: Sendable, Equatable {
        let entries: [FilterRule]
        let readership: Readership

        /// - Throws: `FilterError` for the first entry that cannot be used.
        package init(_ match: [String], to readership: Readership) throws(FilterError) {
            entries = try Filter.rules(match, in: .match)
            self.readership = readership
        }
    }

    let rules: [Rule]

    package init(_ rules: [Rule] = []) { self.rules = rules }

    /// Whether an item's summary and content are needed to send it its way.
    var readsText: Bool { rules.contains { $0.entries.contains { !$0.isForCategories } } }

    fileprivate func way(of source: PostSource) -> Addressing? {
        if rules.isEmpty { return nil }
        var item = FilterItem(source)
        for rule in rules {
            for entry in rule.entries {
                guard let place = entry.place(in: &item) else { continue }
                return Addressing(readership: rule.readership, rule: "\"\(entry.text)\" (in the \(place))")
            }
        }
        return nil
    }
}

/// Whom a post is for, and why.
package struct Addressing: Sendable, Equatable {
    package var readership: Readership
    /// The entry of `route` that says so, as in `"urgence" (in the title)`; nil if it is for its feed's usual readers.
    package var rule: String?

    /// For everybody, as most posts are.
    package var isPlain: Bool { readership == .public && rule == nil }
}

extension Addressing: CustomStringConvertible {
    package var description: String {
        rule.map { "routed to \(readership) by \($0)" } ?? "for \(readership)"
    }
}

extension FeedConfiguration {
    func addressing(of source: PostSource) -> Addressing {
        route.way(of: source) ?? Addressing(readership: audience)
    }
}
