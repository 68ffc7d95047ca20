import TestSupport
import Testing
import Transfer

@Suite struct AddressPolicyTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.31.196.1", "192.52.193.1",
        "192.88.99.1", "192.168.0.1", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1", "64:ff9b:1::1", "5f00::1",
        "2001::1", "2001:1ff:ffff::1", "2001:db8::1", "2002::1", "2002:7f00:1::", "2620:4f:8000::1", "3fff::1",
        "4000::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::ffff:0:7f00:1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::192.168.1.1",
    ])
    func refusesWhatIsNotPublic(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!AddressPolicy().permits(address, port: 443))
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
        "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255", "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0", "203.0.114.1", "223.255.255.255", "2001:200::1", "2001:4860:4860::8888", "2606:4700::1111",
        "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    ])
    func permitsWhatIsPublic(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy().permits(address, port: 443))
    }

    @Test func permitsThePortsOfTheWeb() throws {
        let address = try #require(IPAddress("1.1.1.1"))
        let permitted = (UInt16.min...UInt16.max).filter { AddressPolicy().permits(address, port: $0) }
        #expect(permitted == [80, 443] + Array(1_024...UInt16.max))
    }

    @Test func permitsWhatTheOperatorAllowsOnAnyPort() throws {
        let policy = AddressPolicy(allowing: [
            try #require(IPNetwork("10.1.0.0/16")), try #require(IPNetwork("fd00::/8")),
        ])
        for text in ["10.1.2.3", "::ffff:10.1.2.3", "fd00::1"] {
            #expect(policy.permits(try #require(IPAddress(text)), port: 25))
        }
        #expect(!policy.permits(try #require(IPAddress("10.2.0.1")), port: 443))
        #expect(!policy.permits(try #require(IPAddress("1.1.1.1")), port: 25))
    }

    @Test(arguments: [
        "http://127.0.0.1", "http://2130706433", "http://0x7f.1", "http://0x7f000001", "http://017700000001",
        "http://127.1",
        "http://localhost", "http://LOCALHOST", "http://a.localhost", "http://[::ffff:127.0.0.1]",
        "http://[::ffff:7f00:1]",
        "http://127.0.0.1.", "http://%31%32%37.0.0.1", "http://\u{FF11}27.0.0.1",
    ])
    func refusesLoopbackHoweverItIsWritten(origin: String) async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200, "secret") }
        let error = await TransferLoop().failure("\(origin):\(server.port)/?token=secret")
        // Some forms are no host to some versions of libcurl; none of them gets through.
        #expect([.addressRefused, .malformed, .unresolved].contains(error?.kind))
        #expect(error?.detail.contains("secret") == false)
        #expect(server.connectionCount == 0)
    }

    @Test func namesTheAddressThatItRefused() async throws {
        let error = await TransferLoop().failure("http://2130706433:8080/")
        #expect(error?.kind == .addressRefused)
        #expect(error?.detail.hasPrefix("127.0.0.1 port 8080 is refused") == true)
    }

    /// `localhost` is ::1 too, which is not allowed here.
    @Test func reachesAnAllowedAddressBehindANameThatHasOthers() async throws {
        let loop = TransferLoop(allowing: "127.0.0.0/8")
        let next = try LoopbackServer(host: "127.0.0.2") { request in
            request.path == "/" ? LoopbackReply(200) : LoopbackReply(200, "too large")
        }
        let server = try LoopbackServer { request in .redirect(to: next.url(request.path)) }
        let url = "http://localhost:\(server.port)"
        #expect(try await loop.get("\(url)/").status == 200)
        #expect(await loop.failure("\(url)/large", limits: TransferLimits { $0.body = 6 })?.kind == .tooLarge)
        server.stop()
        #expect(await loop.failure("\(url)/")?.kind == .refused)
    }
}

@Suite struct IPNetworkTests {
    @Test(arguments: [
        ("127.0.0.0/8", "127.0.0.0/8"), ("10.1.2.3", "10.1.2.3/32"), ("10.1.2.3/8", "10.0.0.0/8"),
        ("0.0.0.0/0", "0.0.0.0/0"),
        ("::1", "::1/128"), ("FD00::/8", "fd00::/8"), ("::/0", "::/0"), ("2001:db8::1/64", "2001:db8::/64"),
    ])
    func reads(text: String, network: String) {
        #expect(IPNetwork(text)?.description == network)
    }

    @Test(arguments: [
        "", "/", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/+8", "10.0/8", "127.1", "a/8",
        "10.0.0.0/8/8", "::1%lo",
    ])
    func doesNotRead(text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test func holdsItsAddressesAndNoOthers() throws {
        let network = try #require(IPNetwork("172.16.0.0/12"))
        for (text, isInside) in [
            ("172.16.0.0", true), ("172.31.255.255", true), ("172.32.0.0", false), ("::172.16.0.1", false),
        ] {
            #expect(network.contains(try #require(IPAddress(text))) == isInside)
        }
        #expect(try #require(IPNetwork("0.0.0.0/0")).contains(try #require(IPAddress("255.255.255.255"))))
        #expect(try #require(IPNetwork("::/0")).contains(try #require(IPAddress("ffff::1"))))
    }
}
