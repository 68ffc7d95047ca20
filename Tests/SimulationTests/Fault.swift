import Foundation
import TestSupport
import Transfer

/// What goes wrong at a publisher's, for hours.
enum Fault: Sendable, Equatable {
    case tooManyRequests(RetryAfter)
    case unavailable(RetryAfter)
    case serverError
    case missing
    case timeout
    case reset
    /// The document breaks off.
    case truncation
    /// 200, with a page for people.
    case maintenancePage
    /// The header names another encoding than the document has.
    case wrongCharset
    /// To the same document elsewhere.
    case temporaryRedirect
    /// A feed without items.
    case empty

    enum RetryAfter: Sendable, Equatable {
        case absent
        case seconds(Int)
        case date(hours: Int)

        /// - Parameter now: by the server's clock.
        func header(at now: Date) -> [(name: String, value: String)] {
            switch self {
            case .absent: []
            case .seconds(let seconds): [("Retry-After", "\(seconds)")]
            case .date(let hours): [("Retry-After", (now + Double(hours) * 3_600).inHTTP)]
            }
        }

        var wait: TimeInterval {
            switch self {
            case .absent: 0
            case .seconds(let seconds): Double(seconds)
            case .date(let hours): Double(hours) * 3_600
            }
        }
    }

    /// In hours.
    var longest: Double {
        switch self {
        case .missing, .maintenancePage, .empty: 12
        case .serverError, .timeout, .reset: 36
        default: 24
        }
    }

    static func any(_ random: inout SeededRandom) -> Fault {
        let wait: [RetryAfter] = [.absent, .seconds(Int.random(in: 1...40_000, using: &random)), .date(hours: 5)]
        let retry = wait.randomElement(using: &random) ?? .absent
        let table: [Fault] = [
            .tooManyRequests(retry), .unavailable(retry), .serverError, .missing, .timeout, .reset, .truncation,
            .maintenancePage, .wrongCharset, .temporaryRedirect, .empty,
        ]
        return table.randomElement(using: &random) ?? .timeout
    }
}

extension Date {
    /// `Sun, 22 Nov 2026 12:00:00 GMT`.
    var inHTTP: String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = formatted(.iso8601).split { "-T:Z".contains($0) }
        let day = days[Int(timeIntervalSince1970 / 86_400) % 7]
        return
            "\(day), \(words[2]) \(months[(Int(words[1]) ?? 1) - 1]) \(words[0]) \(words[3]):\(words[4]):\(words[5]) GMT"
    }
}
