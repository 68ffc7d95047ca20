internal import Foundation

extension Date {
    /// As the store keeps instants: since 1970, in UTC.
    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1_000) }

    /// A date from a feed may be anything; what no calendar means ends at the years ±275,760.
    var milliseconds: Int64 {
        let value = (timeIntervalSince1970 * 1_000).rounded()
        return value.isNaN ? 0 : Int64(max(-8.64e15, min(value, 8.64e15)))
    }
}

extension Duration {
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return max(-8_640_000_000_000, min(seconds, 8_640_000_000_000)) * 1_000 + attoseconds / 1_000_000_000_000_000
    }
}
