import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct RequestParametersTests {
    private func read(_ body: String, _ type: String, query: String = "") async throws -> RequestParameters {
        try await read(ByteBuffer(string: body), type, query: query)
    }

    private func read(_ body: ByteBuffer, _ type: String, query: String = "") async throws -> RequestParameters {
        let request = Request(
            head: HTTPRequest(
                method: .post,
                scheme: "http",
                authority: "x",
                path: "/x\(query)",
                headerFields: [.contentType: type]
            ),
            body: RequestBody(buffer: body)
        )
        return try await RequestParameters(request)
    }

    @Test(arguments: [
        (
            "id[]=1&id[]=2&flag=True&text=a+b%20%C3%A9&source[privacy]=private&f[0][name]=n",
            "application/x-www-form-urlencoded"
        ),
        (
            #"{"id":["1",2],"flag":true,"text":"a b é","source":{"privacy":"private"},"f":[{"name":"n"}],"none":null}"#,
            "application/json; charset=utf-8"
        ),
        (
            "--B\r\nContent-Disposition: form-data; name=\"id[]\"\r\n\r\n1\r\n--B\r\ncontent-disposition: form-data; name=id[]\r\n\r\n2"
                + "\r\n--B\r\nContent-Disposition: form-data; name=\"flag\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; "
                + "name=\"text\"\r\n\r\na b é\r\n--B\r\nContent-Disposition: form-data; name=\"source[privacy]\"\r\n\r\nprivate"
                + "\r\n--B\r\nContent-Disposition: form-data; name=\"f[0][name]\"\r\n\r\nn\r\n--B--\r\nafterwards",
            "multipart/form-data; boundary=\"B\""
        ),
    ])
    func saysTheSameInEveryWay(body: String, type: String) async throws {
        let parameters = try await read(body, type)
        #expect(parameters.ids("id") == [1, 2])
        #expect(parameters.flag("flag") == true)
        #expect(parameters.text("text") == "a b é")
        #expect(parameters.text("source[privacy]") == "private")
        #expect(parameters.indices(of: "f") == ["0"])
        #expect(parameters.text("f[0][name]") == "n")
        #expect(!parameters.has("none"))
    }

    @Test(arguments: ["0", "false", "False", "f", "off"])
    func readsNo(word: String) async throws {
        #expect(try await read("x=\(word)", "application/x-www-form-urlencoded").flag("x") == false)
    }

    @Test func takesFilesAsTheyAre() async throws {
        var body = ByteBuffer(
            string:
                "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
        )
        let bytes: [UInt8] = [0, 255, 13, 10, 45, 45, 67, 13, 10, 1]
        body.writeBytes(bytes)
        body.writeString("\r\n--B--")
        let file = try #require(try await read(body, "multipart/form-data; boundary=B").files["file"])
        #expect(file.name == "a.png" && file.type == "image/png" && Array(file.bytes.readableBytesView) == bytes)
    }

    @Test(arguments: [
        ("{", "application/json"), ("[1]", "application/json"), ("x", "text/plain"),
        ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", "multipart/form-data; boundary=B"),
        ("--B--", "multipart/form-data"), ("--B\r\n\r\nno name\r\n--B--", "multipart/form-data; boundary=B"),
    ])
    func refusesWhatIsNotWhatItSays(body: String, type: String) async throws {
        await #expect(throws: APIError.self) { try await read(body, type) }
    }

    @Test func refusesTooMuch() async throws {
        let many = (0...1_001).map { "p\($0)=1" }.joined(separator: "&")
        await #expect(throws: APIError.self) { try await read(many, "application/x-www-form-urlencoded") }
        let deep = String(repeating: "{\"a\":", count: 100_000) + "1" + String(repeating: "}", count: 100_000)
        await #expect(throws: APIError.self) { try await read(deep, "application/json") }
        let long = String(repeating: "x", count: 1_100_000)
        let error = await #expect(throws: APIError.self) { try await read(long, "application/json") }
        #expect(error?.status == .contentTooLarge)
    }

    @Test func survivesDamagedForms() async throws {
        var dice = SeededRandom(seed: 11)
        let whole = Array(
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"b\"; filename=\"x\"\r\n\r\nyz\r\n--B--\r\n"
                .utf8
        )
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &dice) {
                let index = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &dice)
                case 1: bytes.removeSubrange(index..<min(index + 7, bytes.count))
                default: bytes.insert(contentsOf: "\r\n--B".utf8, at: index)
                }
                if bytes.isEmpty { break }
            }
            _ = MultipartForm(ByteBuffer(bytes: bytes), boundary: "B")
        }
    }
}
