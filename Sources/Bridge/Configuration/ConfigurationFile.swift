internal import Foundation

/// The file that a configuration lies in.
enum ConfigurationFile {
    /// A larger one is a mistake.
    static let maximumSize = 512 << 20

    static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        do {
            let data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
            guard data.count <= maximumSize else { throw failure(path, "more than 512 MB cannot be a configuration") }
            return [UInt8](data)
        } catch let error as ConfigurationError {
            throw error
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            throw failure(path, "there is no such file", "feedline init writes one")
        } catch let error as CocoaError where error.code == .fileReadNoPermission {
            throw failure(path, "it may not be read", "give the user that runs feedline the right to")
        } catch {
            throw failure(path, "it cannot be read: \(error.localizedDescription)")
        }
    }

    /// Absolute.
    static func directory(of path: String) -> String {
        let file = AbsolutePath.of(path, in: FileManager.default.currentDirectoryPath)
        return AbsolutePath.of("..", in: file)
    }

    private static func failure(_ path: String, _ message: String, _ suggestion: String? = nil) -> ConfigurationError {
        let mistake = ConfigurationMistake(path: "", line: 0, column: 0, message: message, suggestion: suggestion)
        return ConfigurationError(file: path, mistakes: [mistake])
    }
}
