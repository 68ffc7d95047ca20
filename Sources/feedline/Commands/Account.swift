import ArgumentParser
import Bridge
import Foundation
import Timeline
import Web

struct Account: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say who may sign in, and whom they speak for.",
        discussion: """
            EXAMPLES
              feedline account add leo                          a reader, with a profile @leo
              feedline account add ana --speaks-for secours --invite
              feedline account assign ana secours urgences
              feedline account reset ana --invite
              feedline account list

            Nobody can sign up by themselves. A password that is not given with --password-stdin is made up and shown once.
            """,
        subcommands: [Add.self, List.self, Assign.self, Reset.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// How somebody gets in for the first time.
    struct Entrance: ParsableArguments {
        @Flag(help: "Make a link by which the password is chosen; it is good once, for a week.")
        var invite = false

        @Flag(help: "Read the password from standard input.")
        var passwordStdin = false

        func validate() throws {
            if invite, passwordStdin { throw ValidationError("give --invite or --password-stdin, not both") }
        }
    }
}

extension Account {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let somebody sign in.")

        @Argument(help: "What they sign in as.")
        var name: String

        @Option(
            help: ArgumentHelp(
                "A profile that they speak for; may be given several times. Without it they get one of their own.",
                valueName: "profile"
            )
        )
        var speaksFor: [String] = []

        @OptionGroup var entrance: Entrance
        @OptionGroup var files: Files

        func run() async throws {
            try await Admission(entrance, files).carryOut { password, invitation in
                .add(name: name, profiles: speaksFor.map(\.asProfileName), password: password, invitation: invitation)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Name every account.")

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var files: Files

        func run() async throws {
            let reader = try TimelineReader(path: try files.databasePath())
            var accounts: [Listing] = []
            for account in try await reader.accounts() {
                accounts.append(Listing(account, grants: try await reader.grants(ofAccount: account.id)))
            }
            if json { return Terminal.output.line(try accounts.jsonText()) }
            for account in accounts {
                let profiles = account.profiles.map { "@\($0)" }.joined(separator: ", ")
                let state = account.isInvited ? "has not chosen a password yet" : account.seen
                Terminal.output.line("\(account.name)  speaks for \(profiles); \(state)")
            }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say for which profiles an account speaks.")

        @Argument(help: "The account.")
        var name: String

        @Argument(help: "All profiles that it speaks for from now on; the first one is who it is at first.")
        var profiles: [String]

        @OptionGroup var files: Files

        func run() async throws {
            let order = AccountOrder.assign(name: name, profiles: profiles.map(\.asProfileName))
            try await StateChange.account(order).carryOut(files)
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a new password, and sign it out everywhere."
        )

        @Argument(help: "The account.")
        var name: String

        @OptionGroup var entrance: Entrance
        @OptionGroup var files: Files

        func run() async throws {
            try await Admission(entrance, files).carryOut { password, invitation in
                .reset(name: name, password: password, invitation: invitation)
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an account sign in no more; its profiles and their posts stay."
        )

        @Argument(help: "The account.")
        var name: String

        @OptionGroup var files: Files

        func run() async throws { try await StateChange.account(.remove(name: name)).carryOut(files) }
    }
}

/// Makes the secret by which somebody gets in, and shows it once what it opens is there.
private struct Admission {
    private let entrance: Account.Entrance
    private let files: Files

    init(_ entrance: Account.Entrance, _ files: Files) {
        self.entrance = entrance
        self.files = files
    }

    func carryOut(_ order: (_ password: String?, _ invitation: Data?) -> AccountOrder) async throws {
        if entrance.invite {
            let secret = Secret()
            let site = try files.configuration().web
            try await StateChange.account(order(nil, secret.hash)).carryOut(files)
            let address = WebOptions(site, version: Feedline.version).origin
            return Terminal.output.line("to choose a password, within a week: \(address)/invite/\(secret.text)")
        }
        let password = try entrance.passwordStdin ? readPassword() : Self.madeUp()
        try await StateChange.account(order(try PasswordHash(password).text, nil)).carryOut(files)
        if !entrance.passwordStdin { Terminal.output.line("the password, shown only now: \(password)") }
    }

    private func readPassword() throws -> String {
        guard let line = readLine(strippingNewline: true), line.count >= PasswordHash.minimumLength else {
            throw Failure("a password has at least \(PasswordHash.minimumLength) characters")
        }
        return line
    }

    /// Twenty characters that are not taken for one another: 97 bits.
    private static func madeUp() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let groups = (0..<4).map { _ in String((0..<5).map { _ in letters.randomElement() ?? "a" }) }
        return groups.joined(separator: "-")
    }
}

extension String {
    /// People write the `@` too.
    fileprivate var asProfileName: String { hasPrefix("@") ? String(dropFirst()) : self }
}

/// An account, for people and for programs.
private struct Listing: Encodable {
    let name: String
    let profiles: [String]
    let isInvited: Bool
    let sessions: Int
    let programs: [String]
    let lastSeen: Date?

    enum CodingKeys: String, CodingKey {
        case name, profiles, sessions, programs
        case isInvited = "invited"
        case lastSeen = "last_seen"
    }

    init(_ account: AccountRecord, grants: [GrantRecord]) {
        name = account.name
        profiles = account.profiles.map(\.name)
        isInvited = account.password == nil
        sessions = grants.count(where: \.isSession)
        programs = Array(Set(grants.filter { !$0.isSession }.map(\.label))).sorted()
        lastSeen = grants.map(\.usedAt).max()
    }

    var seen: String {
        guard let lastSeen else { return "not signed in" }
        let ways = [sessions > 0 ? sessions.of("browser") : nil] + programs.map(Optional.some)
        return
            "signed in with \(ways.compactMap { $0 }.joined(separator: ", ")), last on \(lastSeen.formatted(.iso8601))"
    }
}
