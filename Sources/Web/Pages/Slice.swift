internal import Timeline

/// A page of something that goes on, and where the pages beside it begin.
struct Slice<Element: Sendable>: Sendable {
    let elements: [Element]
    /// nil if there is nothing older.
    let older: Paging?
    /// nil if there is nothing newer.
    let newer: Paging?

    /// In elements.
    static var length: Int { 20 }

    /// - Parameter id: by which the elements are paged; the highest comes first.
    /// - Returns: nil if the newer elements that were asked for are what the first page shows.
    static func read(
        _ paging: Paging,
        id: (Element) -> Int64,
        _ elements: (PageQuery) async throws -> [Element]
    ) async throws -> Slice? {
        switch paging {
        case .newest:
            let found = try await elements(PageQuery(limit: length + 1))
            return Slice(found.prefix(length), id, hasOlder: found.count > length, hasNewer: false)
        case .older(let limit):
            let found = try await elements(PageQuery(olderThan: limit, limit: length + 1))
            let first = found.first.map(id) ?? limit - 1
            let hasNewer = try await !elements(PageQuery(newerThan: first, limit: 1)).isEmpty
            return Slice(found.prefix(length), id, hasOlder: found.count > length, hasNewer: hasNewer)
        case .newer(let limit):
            let found = try await elements(PageQuery(newerThan: limit, isAdjacent: true, limit: length + 1))
            guard found.count > length, let last = found.last.map(id) else { return nil }
            let hasOlder = try await !elements(PageQuery(olderThan: last, limit: 1)).isEmpty
            return Slice(found.suffix(length), id, hasOlder: hasOlder, hasNewer: true)
        }
    }

    private init(_ elements: ArraySlice<Element>, _ id: (Element) -> Int64, hasOlder: Bool, hasNewer: Bool) {
        self.elements = Array(elements)
        older = hasOlder ? elements.last.map { .older(than: id($0)) } : nil
        newer = hasNewer ? elements.first.map { .newer(than: id($0)) } ?? .newest : nil
    }
}

extension Page {
    /// - Parameter base: the address of the first page.
    mutating func lead(beside slice: Slice<some Sendable>, of base: String) {
        olderPage = slice.older.map { base.with($0) }
        newerPage = slice.newer.map { base.with($0) }
    }
}

extension String {
    /// The address of another page than the first.
    func with(_ paging: Paging) -> String {
        contains("?") ? self + paging.query.replacing("?", with: "&") : self + paging.query
    }
}
