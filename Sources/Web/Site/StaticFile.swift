/// A file that pages refer to; its name changes with its content, so that it can be kept for ever.
struct StaticFile: Sendable {
    let name: String
    let contentType: String
    let bytes: [UInt8]

    private init(_ stem: String, _ ending: String, contentType: String, bytes: [UInt8]) {
        name = "\(stem).\(Fingerprint(bytes).hexadecimal).\(ending)"
        self.contentType = contentType
        self.bytes = bytes
    }

    static let style = StaticFile(
        "feedline",
        "css",
        contentType: "text/css; charset=utf-8",
        bytes: PackageResources.style_css
    )
    static let script = StaticFile(
        "feedline",
        "js",
        contentType: "text/javascript; charset=utf-8",
        bytes: PackageResources.script_js
    )
    static let icon = StaticFile("icon", "svg", contentType: "image/svg+xml", bytes: PackageResources.icon_svg)

    /// Behind a profile that has chosen no picture.
    static let header = StaticFile("header", "svg", contentType: "image/svg+xml", bytes: PackageResources.header_svg)

    var address: String { "/static/\(name)" }

    static let byName = Dictionary(uniqueKeysWithValues: [style, script, icon, header].map { ($0.name, $0) })
}
