import Foundation
import Timeline
import Web

/// Something that a command changes in the store: through the daemon while one runs, else by itself.
enum StateChange: Sendable {
    case pause(String)
    case resume(String)
    /// nil means every feed.
    case retry(String?)
    case release(String)
    case retract(Int64)
    case account(AccountOrder)

    /// Prints what came of it.
    func carryOut(_ files: Files) async throws {
        let path = try files.databasePath()
        if let client = ControlClient(database: path), let answer = try await client.ask(request) {
            return Terminal.output.line(answer)
        }
        let store: TimelineStore
        do {
            store = try TimelineStore(path: path, now: Date())
        } catch {
            throw Failure(error.description)
        }
        let outcome: Result<String, any Error>
        do {
            outcome = .success(try await apply(to: store, now: Date()))
        } catch {
            outcome = .failure(error)
        }
        await store.close()
        Terminal.output.line(try outcome.get())
    }

    /// - Returns: what was done, for people.
    func apply(to store: TimelineStore, now: Date) async throws -> String {
        switch self {
        case .pause(let url):
            guard try await store.setState(.paused, feedURL: url, at: now) else { throw Self.unknown(url) }
            return "paused \(url); feedline feeds resume polls it again"
        case .resume(let url):
            guard try await store.setState(.active, feedURL: url, at: now) else { throw Self.unknown(url) }
            return "resumed \(url)"
        case .retry(let url):
            let count = try await store.pollNow(feedURL: url, at: now)
            if let url, count == 0 {
                let isThere = try await store.reader.feed(url: url)?.feed.isDeclared ?? false
                throw isThere ? Failure("\(url) is paused; feedline feeds resume polls it again") : Self.unknown(url)
            }
            return "\(url ?? count.of("feed")): next poll now"
        case .release(let url):
            let count = try await store.releaseHeld(feedURL: url, at: now)
            return count == 0 ? "nothing is held back for \(url)" : "released \(count.of("item")) of \(url)"
        case .retract(let id):
            guard try await store.retract(id, at: now) else { throw Failure("there is no post \(id)") }
            return "took post \(id) back"
        case .account(let order):
            return try await order.carryOut(on: store, at: now)
        }
    }

    private var request: ControlCommand {
        switch self {
        case .pause(let url): .pause(feed: url)
        case .resume(let url): .resume(feed: url)
        case .retry(let url): .retry(feed: url)
        case .release(let url): .release(feed: url)
        case .retract(let id): .retract(post: id)
        case .account(let order): .account(order)
        }
    }

    private static func unknown(_ url: String) -> Failure {
        Failure("the configuration names no feed \(url); feedline feeds list names all there are")
    }
}
