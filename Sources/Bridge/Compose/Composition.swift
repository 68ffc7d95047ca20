package import Timeline

/// What came of composing: a post, or a reason why there can be none.
package enum Composition: Sendable, Equatable {
    case post(ComposedPost)
    /// In words for people, as in "its link is 171 characters long, and a post has 140".
    case refused(reason: String)
}

package struct ComposedPost: Sendable, Equatable {
    package var text: String
    /// The article's address; nil if `text` does not lead there.
    package var link: String?
    /// What `text` holds in its place; nil if it holds the address itself.
    package var shortLink: ShortLink?
    /// What the reader of the post does not see, in the order in which room was given.
    package var notes: [CompositionNote]
}

/// What was cut or left out, for whoever looks at a preview.
package enum CompositionNote: Sendable, Equatable {
    case shortened(Template.Field)
    case leftOut(Template.Field, Reason)
    case tagsLeftOut([String], Reason)

    package enum Reason: Sendable, Equatable {
        case noRoom
        case repeatsText
        case moreThan(Int)
        case notAnAddress
    }
}

extension CompositionNote: CustomStringConvertible {
    package var description: String {
        switch self {
        case .shortened(let field): "\(field.rawValue) shortened"
        case .leftOut(let field, let reason): "\(field.rawValue) left out: \(reason.words)"
        case .tagsLeftOut(let tags, let reason):
            "\(tags.map { "#\($0)" }.joined(separator: " ")) left out: \(reason.words)"
        }
    }
}

extension CompositionNote.Reason {
    fileprivate var words: String {
        switch self {
        case .noRoom: "no room"
        case .repeatsText: "the text says it already"
        case .moreThan(let count): "\(count) tags are enough"
        case .notAnAddress: "it is no http or https address"
        }
    }
}
