/// Whether the daemon does its work.
package enum HealthReport: Sendable, Equatable {
    case ok
    /// With the reason, for the operator.
    case failing(String)
}

/// What monitoring can ask of the daemon; whoever says yes to one says yes to those before it.
package enum HealthQuestion: Sendable, CaseIterable {
    /// Whether it makes progress: if not, a restart helps.
    case alive
    /// Whether it can do its work: if not, the reason may lie outside.
    case healthy
    /// Whether it also keeps up with its schedule.
    case ready
}
