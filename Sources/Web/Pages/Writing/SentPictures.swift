internal import Foundation
internal import NIOCore
internal import Timeline

/// The pictures that go with a form: those that it was shown with, and one that came along with it.
struct SentPictures {
    let pages: Pages
    let member: Member
    let form: SentForm
    let now: Date

    /// Whether somebody wants to see the picture in the form before anything is published.
    var areToBeShown: Bool { form.parameters.has("attach") }

    /// Those that came before and are to stay, in their order, with the words that are now in the form.
    ///
    /// - Throws: `Refusal` for a description that is too long.
    func earlier() async throws -> [MediaRecord] {
        let dropped = form.parameters.ids("drop")
        var pictures: [MediaRecord] = []
        for id in form.parameters.ids("picture").prefix(PostDraft.maximumMedia) where !dropped.contains(id) {
            guard var picture = try await pages.reader.media(id, of: member.profile.id) else { continue }
            if let words = form.parameters.text("description[\(id)]").map(PostText.written),
                words != picture.description
            {
                try await pages.store.describeMedia(id, description: words, focus: nil, by: member.profile.id)
                picture.description = words
            }
            pictures.append(picture)
        }
        return pictures
    }

    /// The one that came along.
    ///
    /// - Returns: nil if none was chosen.
    /// - Throws: `Refusal` if it cannot be taken.
    func new() async throws -> MediaRecord? {
        if let picture = try await kept("file", description: form.parameters.text("alt") ?? "") { return picture }
        guard areToBeShown, form.parameters.ids("picture").isEmpty else { return nil }
        throw Refusal.noPictureChosen
    }

    /// What was chosen in a field of the form, stored.
    ///
    /// - Returns: nil if nothing was.
    /// - Throws: `Refusal` if it cannot be taken.
    func kept(_ field: String, description: String = "") async throws -> MediaRecord? {
        // Where nothing is chosen, browsers send a file without a name.
        guard let file = form.parameters.files[field], file.bytes.readableBytes > 0 || !file.name.isEmpty else {
            return nil
        }
        let share = pages.limiter.take(.uploads, "account \(member.account.id)", at: now)
        guard !share.isExceeded else { throw Refusal.tooManyPictures }
        return try await pages.store.keepPicture(
            [UInt8](buffer: file.bytes),
            by: member.profile.id,
            description: description,
            at: now
        )
    }
}

extension Refusal {
    fileprivate static let noPictureChosen = Refusal(.invalid, "choose a picture first")
    fileprivate static let tooManyPictures = Refusal(
        .invalid,
        "too many pictures came in a short time; wait half an hour"
    )
}
