/// When the owner is told that a feed died, and how.
package struct AlertConfiguration: Sendable, Equatable {
    /// For how long a feed has brought nothing but failures.
    package var after: Duration = .seconds(3 * 86_400)
    /// A program and its arguments.
    package var command: [String]?
    /// An address that is posted to; a secret as a whole.
    package var webhook: String?

    package init(after: Duration = .seconds(3 * 86_400), command: [String]? = nil, webhook: String? = nil) {
        self.after = after
        self.command = command
        self.webhook = webhook
    }
}

extension AlertConfiguration: CustomStringConvertible, CustomReflectable {
    /// Never the address.
    package var description: String { "alerts after \(DurationText.format(after))" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension AlertConfiguration {
    /// nil if nobody is to be told.
    init?(_ setting: Setting?) {
        guard let setting, let section: Section<AlertsKey> = setting.section() else { return nil }
        after = section[.after]?.duration(in: .seconds(3_600) ... .seconds(84 * 86_400)) ?? after
        command = section[.command]?.command()
        webhook = section[.webhook]?.secretAddress()
        if section[.command] == nil, section[.webhook] == nil {
            setting.note("nobody would be told", #"add "command" or "webhook""#)
        }
    }
}

extension Setting {
    /// A program by its path, and its arguments.
    fileprivate func command() -> [String]? {
        guard let words = list({ $0.argument() }) else { return nil }
        guard let program = words.first else { return refuse("there is no command", "leave the key out") }
        guard program.hasPrefix("/") else {
            return refuse(
                "\(program.quoted) is not looked for in other folders",
                "write its path, for example \"/usr/local/bin/tell\""
            )
        }
        return words
    }

    private func argument() -> String? {
        guard let text = text() else { return nil }
        return text.unicodeScalars.contains("\0") ? refuse("a zero byte stands in the argument", "remove it") : text
    }

    /// What is wrong with it is told without it.
    fileprivate func secretAddress() -> String? {
        guard let text = text() else { return nil }
        guard let address = try? WebAddress(text) else {
            return refuse("this is no web address", "it begins with https:// and has no blanks")
        }
        guard !address.hasCredentials else {
            return refuse("a password does not belong here", "write it into feeds.credentials beside this file")
        }
        return text
    }
}
