import Foundation

/// A file of the user's that a command writes.
struct TextFile {
    let path: String

    /// Makes the file; one that is there is left as it is.
    func create(_ text: String) throws(Failure) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw failure
        }
    }

    /// Puts another text in its place in one step. Owner, group and rights stay, and so does a link that leads to it.
    func replace(with text: String) throws(Failure) {
        let manager = FileManager.default
        let target = URL(filePath: path).resolvingSymlinksInPath()
        let draft = target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent).\(UUID().uuidString)"
        )
        do {
            let old = try manager.attributesOfItem(atPath: target.path)
            try Data(text.utf8).write(to: draft, options: .withoutOverwriting)
            let new = try manager.attributesOfItem(atPath: draft.path)
            var kept = old.filter { [.posixPermissions].contains($0.key) }
            for key in [FileAttributeKey.ownerAccountID, .groupOwnerAccountID]
            where old[key] as? NSNumber != new[key] as? NSNumber {
                kept[key] = old[key]
            }
            try manager.setAttributes(kept, ofItemAtPath: draft.path)
            guard unsafe rename(draft.path, target.path) == 0 else { throw failure }
        } catch {
            try? manager.removeItem(at: draft)
            throw failure
        }
    }

    private var failure: Failure {
        Failure("\(path) cannot be written: check that its folder is there and that you may write to both")
    }
}
