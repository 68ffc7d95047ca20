internal import Foundation
internal import NIOCore

/// The address of the pages cannot be listened on, or a socket that was handed over is of no use for them.
package struct ListenError: Error, Sendable, CustomStringConvertible {
    /// For people: which address, why, and what to do.
    package let description: String

    /// - Parameter flaw: what is wrong with the descriptor, and what to do.
    init(unfit descriptor: Int32, _ flaw: String) {
        description = "the pages cannot be served: descriptor \(descriptor) of the service manager \(flaw)"
    }

    init(_ error: IOError, _ address: WebOptions.Address) {
        let (reason, advice) =
            switch error.errnoCode {
            case EADDRINUSE: ("another program listens there", "end it, or choose another \"listen\" in \"web\"")
            case EADDRNOTAVAIL: ("this machine has no such address", "correct \"listen\" in \"web\"")
            case EACCES: ("it is not permitted", "choose a port above 1023 for \"listen\" in \"web\"")
            default: (error.description, "correct \"listen\" in \"web\"")
            }
        description = "the pages cannot be served on \(address): \(reason); \(advice)"
    }
}
