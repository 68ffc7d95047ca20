internal import Foundation
internal import Timeline

/// Makes the short links of one profile's posts, each from nothing but the article's address: what a post will say is
/// known before anything is stored.
package struct Shortener: Sendable, Equatable {
    /// When a short link takes the place of the article's own.
    package enum Policy: String, Sendable, CaseIterable {
        /// Where its own would leave no room for the title, and the short one does.
        case whenNeeded
        case always
        case never
    }

    package var policy: Policy
    /// What the pages are called from outside, without a slash at the end; nil: nothing can be shortened.
    package var site: String?
    package var profile: String

    package static let none = Shortener(policy: .never)

    package init(policy: Policy, site: String? = nil, profile: String = "") {
        self.policy = policy
        self.site = site
        self.profile = profile
    }

    /// Nothing is shortened because nobody said what the pages are called.
    var lacksSite: Bool { policy != .never && site == nil }

    /// - Parameter link: as a post can hold it.
    /// - Returns: the short link and its address; nil if there can be none.
    func shorten(_ link: String) -> (link: ShortLink, address: String)? {
        guard policy != .never, let site, let target = Self.target(of: link) else { return nil }
        let short = ShortLink(to: target, by: profile)
        guard let address = PostLink.written(site + ShortLink.path(of: short.code)) else { return nil }
        return (short, address)
    }

    /// The address as a `Location` header can hold it (RFC 3987, section 3.1): what is beyond ASCII becomes Punycode in
    /// the host and is percent-encoded after it.
    private static func target(of link: String) -> String? {
        guard let address = try? WebAddress(link) else { return nil }
        var target = String(link.dropLast(address.rest.count))
        if !target.utf8.allSatisfy(isVisible) {
            guard let url = URL(string: target) else { return nil }
            target = url.absoluteString
        }
        for byte in address.rest.utf8 {
            target += isVisible(byte) ? String(Unicode.Scalar(byte)) : "%" + hexadecimal(byte)
        }
        return target.utf8.count <= ShortLink.maximumTarget && target.utf8.allSatisfy(isVisible) ? target : nil
    }

    private static func isVisible(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 0x10 ? "0" + digits : digits
    }
}
