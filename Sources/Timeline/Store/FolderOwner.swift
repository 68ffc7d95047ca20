internal import Foundation

/// Whom a folder belongs to. What root puts into it is theirs too, or their service could not open it.
struct FolderOwner {
    private let user: uid_t
    private let group: gid_t

    /// nil unless root asks, and for a folder that is not there.
    init?(of folder: URL) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
        guard geteuid() == 0,
            let user = attributes?[.ownerAccountID] as? NSNumber,
            let group = attributes?[.groupOwnerAccountID] as? NSNumber
        else { return nil }
        self.user = user.uint32Value
        self.group = group.uint32Value
    }

    /// Hands over a file, or a folder with all that is in it. Links are not followed: they may lead anywhere.
    func take(_ path: String) {
        _ = unsafe lchown(path, user, group)
        for part in FileManager.default.subpaths(atPath: path) ?? [] {
            _ = unsafe lchown("\(path)/\(part)", user, group)
        }
    }
}
