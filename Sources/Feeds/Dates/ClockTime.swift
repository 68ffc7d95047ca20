/// A time of day as written, unchecked.
struct ClockTime {
    var hour: Int
    var minute = 0
    var second = 0
    /// Part of a second.
    var fraction = 0.0
}
