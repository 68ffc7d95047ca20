internal import Foundation

/// The socket's place in the file system. Others never see it with more rights than it shall have: it is made in a
/// folder that is closed to them, and moved into its place when it is ready.
struct ControlSocketFile: Sendable {
    let path: String

    private var parent: String {
        let parent = (path as NSString).deletingLastPathComponent
        return parent.isEmpty ? "." : parent
    }

    /// Short, since the length of a socket's path is limited.
    private var workshop: String { "\(parent)/.c\(ProcessInfo.processInfo.processIdentifier)" }

    private var draft: String { workshop + "/s" }

    /// - Returns: where to bind.
    /// - Throws: `ControlError` if somebody else answers there, or if the place is not safe.
    func prepare() throws -> String {
        try checkParent()
        try checkPlace()
        do {
            try? FileManager.default.removeItem(atPath: workshop)
            try FileManager.default.createDirectory(
                atPath: workshop,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw ControlError("\(parent) cannot hold the control socket: \(error.localizedDescription)")
        }
        return draft
    }

    /// Moves the bound socket to its place.
    func publish() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: draft, toPath: path)
        try? FileManager.default.removeItem(atPath: workshop)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: workshop)
        try? FileManager.default.removeItem(atPath: path)
    }

    private func checkParent() throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: parent)
        guard let rights = attributes?[.posixPermissions] as? Int else {
            throw ControlError("\(parent) is not there to hold the control socket")
        }
        guard rights & 0o002 == 0 || rights & 0o1000 != 0 else {
            throw ControlError(
                "anybody can replace the control socket in \(parent): take the right to write from others"
            )
        }
    }

    private func checkPlace() throws {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        guard attributes[.type] as? FileAttributeType == .typeSocket else {
            throw ControlError("\(path) is in the way of the control socket; move it elsewhere")
        }
        guard !UnixSocket.isAnswering(path) else {
            throw ControlError("another feedline answers at \(path)")
        }
    }
}
