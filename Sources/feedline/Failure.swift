import ArgumentParser

/// A command that could not do what it was asked: a message for people, and an exit status.
struct Failure: Error, CustomStringConvertible {
    enum Status: Int32 {
        case failed = 1
        /// sysexits.h: EX_CONFIG.
        case configuration = 78
    }

    let description: String
    let status: Status

    init(_ description: String, exit status: Status = .failed) {
        self.description = description
        self.status = status
    }
}
