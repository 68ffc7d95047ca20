internal import Timeline

/// The words by which a feed's items are chosen.
///
/// An entry is one of these; case and accents make no difference unless it is a regular expression:
/// - `urgence`, `droits humains`: this word or phrase in the title, the summary, the content or a category. Words are
///   whole; in Chinese, Japanese, Korean and Thai they are found wherever they stand.
/// - `migr*`, `*krieg`, `*asyl*`: a word that begins with it, ends with it, holds it.
/// - `#DroitsHumains`, `category:droits humains`: in a category only.
/// - `/pattern/`, `/pattern/i`: a regular expression, as `FilterPattern` describes it, with `i` in any case. Also
///   after `category:`.
///
/// An item is taken if it meets no entry of `exclude` and, where there is any, one of `include`.
package struct Filter: Sendable, Equatable {
    let include: [FilterRule]
    let exclude: [FilterRule]

    /// - Throws: `FilterError` for the first entry that cannot be used.
    package init(include: [String] = [], exclude: [String] = []) throws(FilterError) {
        self.include = try Self.rules(include, in: .include)
        self.exclude = try Self.rules(exclude, in: .exclude)
    }

    /// Whether an item's summary and content are needed to judge it.
    package var readsText: Bool { (include + exclude).contains { !$0.isForCategories } }

    package func judge(_ source: PostSource) -> FilterVerdict {
        if include.isEmpty, exclude.isEmpty { return .accepted }
        var item = FilterItem(source)
        for rule in exclude {
            if let place = rule.place(in: &item) {
                return .rejected(reason: "excluded by \"\(rule.text)\" (in the \(place))")
            }
        }
        for rule in include where rule.place(in: &item) != nil { return .accepted }
        return include.isEmpty ? .accepted : .rejected(reason: "no word of include matches")
    }

    static func rules(_ entries: [String], in list: FilterError.List) throws(FilterError) -> [FilterRule] {
        var rules: [FilterRule] = []
        for (index, entry) in entries.enumerated() {
            do {
                rules.append(try FilterRule(entry))
            } catch {
                throw FilterError(list: list, index: index, message: error.message)
            }
        }
        return rules
    }
}

package enum FilterVerdict: Sendable, Equatable {
    case accepted
    /// In words for people, as in `excluded by "emploi" (in the title)`.
    case rejected(reason: String)
}

/// An entry of a filter that cannot be used.
package struct FilterError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum List: String, Sendable {
        case include
        case exclude
        /// Of a rule of `route`.
        case match
    }

    package var list: List
    /// From 0.
    package var index: Int
    package var message: String

    package var description: String { "\(list.rawValue)[\(index)]: \(message)" }
}
