/// A picture that somebody sent, known by its content: never by its name, or by what it was said to be.
package struct ImageFile: Sendable, Equatable {
    package let format: Format
    /// As people see it: of a photograph that was taken with the camera on its side, as it is turned.
    package let size: PixelSize
    /// The same picture without what it says of its maker, such as the place, the camera and comments, and without what
    /// follows its end.
    package let cleaned: [UInt8]

    /// The value is the media type.
    package enum Format: String, Sendable, CaseIterable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case gif = "image/gif"
        case webP = "image/webp"

        /// What the names of such files end with.
        package var ending: String {
            switch self {
            case .png: "png"
            case .jpeg: "jpg"
            case .gif: "gif"
            case .webP: "webp"
            }
        }
    }

    package static let maximumBytes = 10 << 20

    /// - Throws: `Refusal` for what is no picture, is damaged or incomplete, or is too large.
    package init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Self.maximumBytes else {
            throw Refusal(.invalid, "the picture has more than \(Self.maximumBytes >> 20) megabytes; make it smaller")
        }
        switch Format(startOf: bytes) {
        case .png: try self.init(png: bytes)
        case .jpeg: try self.init(jpeg: bytes)
        case .gif: try self.init(gif: bytes)
        case .webP: try self.init(webP: bytes)
        case nil: throw Refusal(.invalid, "this is no picture of the kinds PNG, JPEG, GIF and WebP")
        }
    }

    init(_ format: Format, _ size: PixelSize, cleaned: [UInt8]) {
        self.format = format
        self.size = size
        self.cleaned = cleaned
    }
}

extension ImageFile.Format {
    fileprivate init?(startOf bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) {
            self = .gif
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webP
        } else {
            return nil
        }
    }
}

/// How many pixels a picture has.
package struct PixelSize: Sendable, Equatable {
    package let width: Int
    package let height: Int

    package static let maximumSide = 16_384
    package static let maximumArea = 50_000_000

    /// - Throws: `Refusal` for nothing at all, and for more than a browser can be asked to unpack.
    init(width: Int, height: Int) throws(Refusal) {
        guard width > 0, height > 0 else { throw .brokenPicture }
        guard width <= Self.maximumSide, height <= Self.maximumSide, width * height <= Self.maximumArea else {
            throw Refusal(
                .invalid,
                """
                the picture is \(width) by \(height) pixels; it can have \(Self.maximumSide) on a side and \
                \(Self.maximumArea / 1_000_000) million in all
                """
            )
        }
        self.width = width
        self.height = height
    }

    private init(turning size: PixelSize) {
        width = size.height
        height = size.width
    }

    /// Lying on its side.
    var turned: PixelSize { PixelSize(turning: self) }
}

extension Refusal {
    static let brokenPicture = Refusal(.invalid, "the picture is damaged or incomplete; save it anew and send that")
}
