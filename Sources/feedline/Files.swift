import ArgumentParser
import Bridge
import Foundation
import Timeline

/// The two files that nearly every command reads.
struct Files: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The configuration file. Also from FEEDLINE_CONFIG; feeds.json if neither is given.",
            valueName: "path"
        ),
        completion: .file(extensions: ["json"])
    )
    var config: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The timeline's database. Also from FEEDLINE_DATABASE; what the configuration says if neither is given.",
            valueName: "path"
        ),
        completion: .file()
    )
    var database: String?

    var configurationPath: String { config ?? Self.environment("FEEDLINE_CONFIG") ?? "feeds.json" }

    /// - Throws: `Failure` with every mistake of the file, to exit with 78.
    func configuration() throws -> Configuration {
        do {
            return try Configuration.load(path: configurationPath)
        } catch {
            throw Failure(error.description, exit: .configuration)
        }
    }

    /// The configuration with its feeds left in their file; those that the database knows are not checked again.
    ///
    /// - Throws: as `configuration`.
    func configurationText() async throws -> ConfigurationText {
        try await text { fingerprint, head in
            guard let reader = try? TimelineReader(path: databasePath(in: head)) else { return false }
            return (try? await reader.fingerprint()) == fingerprint
        }
    }

    /// As `configurationText`, with all of it checked.
    func checkedConfigurationText() async throws -> ConfigurationText { try await text { _, _ in false } }

    private func text(isKnown: (Data, Configuration) async -> Bool) async throws -> ConfigurationText {
        do {
            return try await ConfigurationText.load(
                path: configurationPath,
                version: Self.build,
                isKnown: isKnown
            )
        } catch {
            throw Failure(error.description, exit: .configuration)
        }
    }

    /// For a command that can do without; a file that is there or was asked for has to be right.
    func configurationIfAny() throws -> Configuration? {
        guard config != nil || FileManager.default.fileExists(atPath: configurationPath) else { return nil }
        return try configuration()
    }

    /// Needs no configuration if the path is given otherwise.
    func databasePath() throws -> String {
        if let given = database ?? Self.environment("FEEDLINE_DATABASE") { return DatabaseFile.resolved(given) }
        do {
            return DatabaseFile.resolved(try configuration().databasePath)
        } catch let failure as Failure {
            throw Failure("\(failure.description)\nor name the database itself: --database PATH", exit: failure.status)
        }
    }

    /// As `databasePath`, for a command that has read the configuration already.
    func databasePath(in configuration: Configuration) -> String {
        DatabaseFile.resolved(database ?? Self.environment("FEEDLINE_DATABASE") ?? configuration.databasePath)
    }

    /// Tells this program from every other build of it, also from one of the same version: what it makes of a feed's
    /// rules is stored.
    private static let build: String = {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let facts = program.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }
        let builtAt = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(Feedline.version) \(builtAt) \(facts?[.size] as? Int ?? 0)"
    }()

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
