import Foundation
import Testing

/// `make simulate SEED=7 DAYS=30` replays one seed; `SEEDS=1000` takes that many.
@Suite struct SimulationTests {
    @Test(arguments: seeds)
    func saysEverythingOnceWhateverPublishersDo(seed: UInt64) async throws {
        let simulation = try await Simulation(seed: seed)
        try await simulation.run(days: Self.number("DAYS") ?? 10)
        // A seed in which nothing happened would prove nothing.
        #expect(simulation.posts > 20 && simulation.edits > 0 && simulation.requests > 200)
    }

    private static var seeds: [UInt64] {
        if let seed = number("SEED") { return [UInt64(seed)] }
        return (1...(number("SEEDS") ?? 50)).map(UInt64.init)
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment["FEEDLINE_\(name)"].flatMap { Int($0) }
    }
}
