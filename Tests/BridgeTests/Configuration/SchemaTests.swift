import Foundation
import Testing

@testable import Bridge

/// `feeds.schema.json` is for editors; the decoder is what counts. Both have to say the same.
@Suite struct SchemaTests {
    private let schema: [String: Any]

    init() throws {
        let object = try JSONSerialization.jsonObject(with: Data(Shipped.bytes("feeds.schema.json")))
        schema = try #require(object as? [String: Any])
    }

    @Test func knowsTheSameKeysAsTheDecoder() throws {
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        #expect(keys(of: schema) == names(RootKey.self))
        #expect(keys(of: definitions["profile"]) == names(ProfileKey.self))
        #expect(keys(of: definitions["feed"]) == names(FeedKey.self))
        #expect(keys(of: definitions["routeRule"]) == names(RouteKey.self))
        #expect(keys(of: properties["defaults"]) == names(FeedKey.self).subtracting(["url"]))
        #expect(keys(of: properties["web"]) == names(WebKey.self))
        #expect(keys(of: properties["polling"]) == names(PollingKey.self))
        #expect(keys(of: properties["network"]) == names(NetworkKey.self))
        #expect(keys(of: properties["alerts"]) == names(AlertsKey.self))
    }

    @Test func refusesUnknownKeysEverywhere() throws {
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let objects = [schema] + properties.values + definitions.values
        for object in objects where object["properties"] != nil {
            #expect(object["additionalProperties"] as? Bool == false)
        }
    }

    @Test func explainsEveryKey() throws {
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let objects = [schema, try #require(definitions["feed"]), try #require(definitions["profile"])]
        for object in objects {
            let properties = try #require(object["properties"] as? [String: [String: Any]])
            for (key, property) in properties {
                #expect(property["title"] is String, "\(key)")
                #expect(property["description"] is String, "\(key)")
            }
        }
    }

    @Test func reservesTheSameNames() throws {
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let names = try #require(properties["profiles"]?["propertyNames"] as? [String: Any])
        let reserved = try #require(names["not"] as? [String: [String]])
        #expect(Set(reserved["enum"] ?? []) == ProfileName.reserved)
    }

    /// Every default and example of a feed's key is taken by the decoder, and a default changes nothing.
    @Test func givesDefaultsAndExamplesThatTheDecoderTakes() throws {
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let properties = try #require(definitions["feed"]?["properties"] as? [String: [String: Any]])
        let plain = try Sample.feed(#""comment": """#)
        for (key, property) in properties {
            let json = { (value: Any) in
                let data = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
                return String(decoding: data, as: UTF8.self)
            }
            if let value = property["default"] {
                #expect(try Sample.feed("\"\(key)\": \(json(value))") == plain, "\(key)")
            }
            for value in property["examples"] as? [Any] ?? [] {
                #expect(throws: Never.self, "\(key)") { _ = try Sample.feed("\"\(key)\": \(json(value))") }
            }
        }
    }

    private func keys(of object: [String: Any]?) -> Set<String> {
        Set((object?["properties"] as? [String: Any] ?? [:]).keys)
    }

    private func names<Key: ConfigurationKey>(_ keys: Key.Type) -> Set<String> {
        Set(Key.allCases.map(\.rawValue) + [ConfigurationHome.comment])
    }
}
