package import Foundation

/// When and where an item takes place, as its publisher tells calendars. Something of it is there.
package struct ParsedEvent: Sendable, Equatable {
    /// In UTC where no zone is named; midnight where no time is.
    package var start: Date?
    package var end: Date?
    package var location: String?
    package var organizer: String?
    /// In the publisher's words: `concert`, `Meeting`.
    package var type: String?

    package init(
        start: Date? = nil,
        end: Date? = nil,
        location: String? = nil,
        organizer: String? = nil,
        type: String? = nil
    ) {
        self.start = start
        self.end = end
        self.location = location
        self.organizer = organizer
        self.type = type
    }
}
