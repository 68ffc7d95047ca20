/// Whether the daemon does its work.
package enum HealthReport: Sendable, Equatable {
    case ok
    /// With the reason, for the operator.
    case failing(String)
}
