internal import Mustache

/// The templates, by the names of their files in `Resources`.
enum Template: String, CaseIterable {
    case home
    case profile
    case post
    case error
    case target
    case atom
    // Parts of the others.
    case page
    case entry
    case timeline

    func render(_ content: Any) -> String { library.render(content, withTemplate: rawValue) ?? "" }

    private var source: [UInt8] {
        switch self {
        case .home: PackageResources.home_mustache
        case .profile: PackageResources.profile_mustache
        case .post: PackageResources.post_mustache
        case .error: PackageResources.error_mustache
        case .target: PackageResources.target_mustache
        case .atom: PackageResources.atom_mustache
        case .page: PackageResources.page_mustache
        case .entry: PackageResources.entry_mustache
        case .timeline: PackageResources.timeline_mustache
        }
    }

    fileprivate var parsed: MustacheTemplate {
        do {
            // Every file, for a partial does not inherit it.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:MARKUP}}" + String(decoding: source, as: UTF8.self))
        } catch {
            preconditionFailure("\(rawValue).mustache: \(error)")
        }
    }
}

/// Escapes all that a template shows. The way that Mustache has of its own goes by grapheme clusters, and so lets
/// through a `<` that something joins itself to (swift-mustache 2.1.1).
private struct MarkupContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Markup.escaped(text) }
}

private let library: MustacheLibrary = {
    MustacheContentTypes.register(MarkupContent(), named: "MARKUP")
    return MustacheLibrary(
        templates: Dictionary(uniqueKeysWithValues: Template.allCases.map { ($0.rawValue, $0.parsed) })
    )
}()
