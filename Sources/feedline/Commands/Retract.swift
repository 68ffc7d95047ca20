import ArgumentParser

struct Retract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a post back.",
        discussion: """
            EXAMPLE
              feedline retract 117632430571683840

            Its number is in its address, and in feedline timeline --json. Its place stays empty, and no feed says it again.
            """
    )

    @Argument(help: ArgumentHelp("The post's number.", valueName: "post-id"))
    var id: Int64

    @OptionGroup var files: Files

    func run() async throws { try await StateChange.retract(id).carryOut(files) }
}
