internal import Foundation
internal import Timeline
internal import Transfer

/// The readers that know what Feedline means by a text.
extension Setting {
    func language() -> String? {
        guard let text = text() else { return nil }
        if let tag = LanguageTag.parse(text) { return tag }
        let guess = LanguageTag.guess(text).map { "write \"\($0)\"" }
        return refuse("\(text.quoted) is no language tag", guess ?? #"write for example "fr", "en-GB" or "zh-Hant""#)
    }

    func webAddress(schemes: [String] = ["http", "https"]) -> WebAddress? {
        guard let text = text() else { return nil }
        do throws(WebAddress.Flaw) {
            return try WebAddress(text, schemes: schemes)
        } catch {
            return refuse(error.message, error.suggestion)
        }
    }

    /// An address under which nothing but the start of a site lies.
    func siteAddress() -> String? {
        guard let address = webAddress() else { return nil }
        let site = String(address.text.dropLast(address.rest.count))
        guard address.rest.isEmpty || address.rest == "/" else {
            return refuse("a path or query cannot be part of it", "write \(site.quoted)")
        }
        return address.hasCredentials ? refuse("a password does not belong here", "remove it") : site
    }

    /// The address of a feed, or the absolute path of its file.
    func feedAddress() -> String? {
        guard let text = text() else { return nil }
        guard !text.isEmpty else { return refuse("the address is empty") }
        if let address = WebAddress(plain: text) { return address.text }
        let scheme = text.prefix { $0 != ":" && $0 != "/" }
        guard scheme.endIndex < text.endIndex, text[scheme.endIndex] == ":" else { return path(orAddress: text) }
        switch scheme.lowercased() {
        case "http", "https":
            guard let address = webAddress() else { return nil }
            return address.hasCredentials
                ? refuse(
                    "a password in an address ends up in logs",
                    "write it into feeds.credentials beside this file instead"
                ) : text
        case "file": return file(at: text)
        case "feed":
            let rest = text.dropFirst("feed:".count)
            return refuse(
                "feed: is no address",
                "write \(rest.hasPrefix("//") ? "https:\(rest)".quoted : String(rest).quoted)"
            )
        default:
            if HostAndPort.split(text.prefix { $0 != "/" })?.port != nil {
                return refuse("\(text.quoted) has no scheme", "write \("http://\(text)".quoted)")
            }
            return refuse("\(scheme): is not read", "use http://, https:// or the path of a file")
        }
    }

    private func file(at address: String) -> String? {
        guard let url = URL(string: address), ["", "localhost"].contains(url.host() ?? ""), url.path().hasPrefix("/")
        else {
            return refuse("\(address.quoted) names no file here", "write for example file:///srv/feeds/news.xml")
        }
        return url.path(percentEncoded: false)
    }

    /// A text without a scheme: mostly a path, but `example.org/feed` is what people type into a browser.
    private func path(orAddress text: String) -> String? {
        let first = text.prefix { $0 != "/" }
        let suffix = first.split(separator: ".").last?.lowercased() ?? ""
        let isFile =
            !first.contains(".") || first.hasPrefix(".")
            || ["atom", "feed", "json", "rdf", "rss", "xml"].contains(suffix)
        guard isFile || HostAndPort.split(first) == nil else {
            return refuse(
                "\(text.quoted) is neither an address nor clearly a file",
                "write \("https://\(text)".quoted), or \("./\(text)".quoted) for a file"
            )
        }
        return absolutePath(text)
    }

    /// A path, with what is relative taken from where the configuration lies.
    func absolutePath() -> String? {
        guard let text = text() else { return nil }
        return text.isEmpty ? refuse("the path is empty", "leave the key out") : absolutePath(text)
    }

    private func absolutePath(_ text: String) -> String? {
        guard !text.hasPrefix("~") else { return refuse("~ is the shell's", "write the path from / on") }
        guard !text.unicodeScalars.contains("\0") else { return refuse("a zero byte stands in the path", "remove it") }
        return AbsolutePath.of(text, in: reading.directory)
    }

    func listenAddress() -> ListenAddress? {
        if case .number(let port) = value.content { return refuse("a host is missing", "write \"127.0.0.1:\(port)\"") }
        guard let text = text() else { return nil }
        if let path = text.wholeMatch(of: /unix:(?:\/\/)?(.+)/)?.1 {
            guard let path = absolutePath(String(path)) else { return nil }
            // sun_path of sockaddr_un has 108 bytes on Linux, the closing zero included.
            guard path.utf8.count < 108 else {
                return refuse("the path of a socket has at most 107 bytes", "use a shorter one")
            }
            return .unix(path: path)
        }
        if let (host, port) = HostAndPort.split(text), let port { return .tcp(host: host, port: port) }
        if text.hasPrefix(":"), let port = Int(text.dropFirst()), (0...65_535).contains(port) {
            return refuse("a host is missing", "write \"127.0.0.1:\(port)\", or \"0.0.0.0:\(port)\" for every address")
        }
        if let port = Int(text), (0...65_535).contains(port) {
            return refuse("a host is missing", "write \"127.0.0.1:\(port)\"")
        }
        if let (host, port) = HostAndPort.split(text), port == nil {
            return refuse("a port is missing", "write \"\(ListenAddress.tcp(host: host, port: 8_140))\"")
        }
        return refuse(
            "\(text.quoted) is no address to listen on",
            #"write for example "127.0.0.1:8140", "[::1]:8140" or "unix:/run/feedline/web.sock""#
        )
    }

    func network() -> IPNetwork? {
        guard let text = text() else { return nil }
        return IPNetwork(text)
            ?? refuse("\(text.quoted) is no network", #"write for example "127.0.0.0/8", "10.1.2.3" or "fd00::/8""#)
    }

    /// Whom to write to; it is put into a header, in parentheses.
    func contact() -> String? {
        guard let text = text() else { return nil }
        guard !text.contains(where: { "()<>\"\\".contains($0) }),
            text.unicodeScalars.allSatisfy({ (0x21..<0x7F).contains($0.value) })
        else { return refuse("only ASCII without blanks and parentheses can go into a header", "use %20 and the like") }
        if text.wholeMatch(of: /mailto:[^@]+@[^@]+/) != nil { return text }
        if text.wholeMatch(of: /[^@:\/]+@[^@:\/]+/) != nil {
            return refuse("a scheme is missing", "write \"mailto:\(text)\"")
        }
        return webAddress()?.text
    }

    func template() -> Template? {
        guard let text = text() else { return nil }
        do throws(TemplateError) {
            return try Template.parse(text)
        } catch {
            return refuse("\(error.message) at character \(error.position)", error.suggestion)
        }
    }

    /// The entries of a filter, each checked where it stands.
    func patterns() -> [String]? {
        list { element in
            guard let text = element.text() else { return nil }
            do throws(FilterError) {
                _ = try Filter(include: [text], exclude: [])
                return text
            } catch {
                return element.refuse(error.message)
            }
        }
    }

    /// - Parameter hasSite: short links have a name to begin with.
    func shortening(hasSite: Bool) -> Shortener.Policy? {
        guard let text = text() else { return nil }
        let all = Shortener.Policy.allCases.map(\.rawValue)
        guard let policy = Shortener.Policy(rawValue: text) else {
            let meant = Suggestion.closest(to: text, among: all).map { "did you mean \($0.quoted)?" }
            let choice = #"write "whenNeeded", "always" or "never""#
            return refuse("\(text.quoted) does not say when links are shortened", meant ?? choice)
        }
        guard policy != .always || hasSite else {
            return refuse(
                "short links need a name that readers can reach",
                #"add it to "web", for example "publicURL": "https://news.example.org""#
            )
        }
        return policy
    }
}

/// Paths without `.` and `..`.
enum AbsolutePath {
    static func of(_ path: String, in directory: String) -> String {
        let whole = path.hasPrefix("/") ? path : directory + "/" + path
        var parts: [Substring] = []
        for part in whole.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
