internal import Hummingbird

/// Which posts of a timeline a page shows.
enum Paging: Equatable {
    case newest
    case older(than: Int64)
    case newer(than: Int64)

    /// - Throws: `PageError` unless there is at most one of `older` and `newer`, with the number of a post.
    init(_ request: Request) throws(PageError) {
        let parameters = request.uri.queryParameters
        let all = ["older", "newer"].flatMap { name in parameters.getAll(name).map { (name, $0) } }
        guard let (name, value) = all.first else {
            self = .newest
            return
        }
        guard all.count == 1, let id = Int64(postID: String(value)) else { throw PageError(.badRequest) }
        self = name == "older" ? .older(than: id) : .newer(than: id)
    }

    /// As the address of the page has it; empty for the newest.
    var query: String {
        switch self {
        case .newest: ""
        case .older(let id): "?older=\(id)"
        case .newer(let id): "?newer=\(id)"
        }
    }
}

extension Int64 {
    /// nil unless it is written as a post's address has it: digits alone, the first of them no zero.
    init?(postID text: some StringProtocol) {
        guard let first = text.utf8.first, ("1"..."9").contains(Unicode.Scalar(first)),
            text.utf8.allSatisfy({ ("0"..."9").contains(Unicode.Scalar($0)) }), let id = Int64(text)
        else { return nil }
        self = id
    }
}
