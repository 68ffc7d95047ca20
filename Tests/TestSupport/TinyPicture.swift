internal import Foundation

/// A picture of 6 by 4 pixels, as programs and cameras write it. `Pictures/make.py` says what is in which.
package enum TinyPicture: String, CaseIterable, Sendable {
    case turned = "turned.jpg"
    case progressive = "progressive.jpg"
    case cmyk = "cmyk.jpg"
    case named = "named.png"
    case palette = "palette.png"
    case lossy = "lossy.webp"
    case lossless = "lossless.webp"
    case namedWebP = "named.webp"
    case movingPNG = "moving.png"
    case movingWebP = "moving.webp"
    case movingGIF = "moving.gif"

    package var bytes: [UInt8] {
        get throws {
            let folder = Bundle.module.resourceURL?.appending(path: "Pictures")
            guard let file = folder?.appending(path: rawValue) else { throw CocoaError(.fileNoSuchFile) }
            return [UInt8](try Data(contentsOf: file))
        }
    }
}
