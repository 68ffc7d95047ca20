import Foundation
import TestSupport
import Testing
import Transfer

@Suite(.enabled(if: OpenSSL.isInstalled, "needs the openssl command")) struct TLSTests {
    let authority: OpenSSL

    init() async throws { authority = try await OpenSSL() }

    @Test func trustsTheAuthoritiesItIsGiven() async throws {
        let server = try await authority.serve(certificateFor: "127.0.0.1")
        let response = try await loop(trusting: authority).get(server.url)
        #expect(response.status == 200)
    }

    @Test(arguments: [
        (host: "127.0.0.1", from: "20200101000000Z", to: "20210101000000Z", problem: "its certificate has expired"),
        (
            host: "127.0.0.1", from: "20990101000000Z", to: "21000101000000Z",
            problem: "its certificate is not valid yet"
        ),
        (
            host: "127.0.0.9", from: "20200101000000Z", to: "21000101000000Z",
            problem: "its certificate is for another host"
        ),
    ])
    func saysWhatIsWrongWithACertificate(host: String, from: String, to: String, problem: String) async throws {
        let server = try await authority.serve(certificateFor: host, from: from, to: to)
        let error = await loop(trusting: authority).failure(server.url)
        #expect(error == TransferError(kind: .tls, detail: "127.0.0.1: \(problem)"))
    }

    @Test func doesNotTrustAnAuthorityItDoesNotKnow() async throws {
        let server = try await authority.serve(certificateFor: "127.0.0.1")
        let error = await TransferLoop.loopback().failure(server.url)
        #expect(
            error
                == TransferError(
                    kind: .tls,
                    detail:
                        "127.0.0.1: its certificate is signed by an authority that is not trusted, or one in between is missing"
                )
        )
    }

    @Test func doesNotTrustACertificateThatSignsItself() async throws {
        let server = try await authority.serve(certificate: authority.certificate, key: authority.key)
        let error = await TransferLoop.loopback().failure(server.url)
        #expect(error == TransferError(kind: .tls, detail: "127.0.0.1: its certificate is self-signed"))
    }

    @Test func doesNotSpeakOldVersions() async throws {
        let server = try await authority.serve(
            certificateFor: "127.0.0.1",
            options: ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"]
        )
        let error = await loop(trusting: authority).failure(server.url)
        #expect(error?.kind == .tls)
        #expect(error?.detail.contains("too old") == true)
    }

    @Test func saysThatAServerSpeaksNoTLS() async throws {
        let server = try LoopbackServer(greeting: "220 mail.example.org ESMTP\r\n") { _ in .never }
        let error = await TransferLoop.loopback().failure("https://127.0.0.1:\(server.port)/")
        #expect(error == TransferError(kind: .tls, detail: "127.0.0.1 does not speak TLS on this port"))
    }

    @Test func leavesTLSByARedirectOnlyWithoutCredentials() async throws {
        let plain = try LoopbackServer { _ in LoopbackReply(200) }
        let server = try await authority.serve(answer: "HTTP/1.0 302 Found\r\nLocation: \(plain.url("/"))\r\n\r\n")
        let loop = loop(trusting: authority)
        var request = TransferRequest(url: server.url + "answer")
        #expect(try await loop.perform(request).url == plain.url("/"))
        request.headers = [("Authorization", "Bearer secret")]
        #expect(await loop.failure(request)?.kind == .addressRefused)
        #expect(plain.requests.count == 1)
    }

    private func loop(trusting authority: OpenSSL) -> TransferLoop {
        TransferLoop(
            options: TransferOptions(
                addresses: AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")!]),
                trustedCertificates: authority.certificate
            )
        )
    }
}
