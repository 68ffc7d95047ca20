// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// For every target that calls no C library: an unsafe expression is a warning, and so an error.
let strict = house + [.strictMemorySafety()]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let metricsTestKit = Target.Dependency.product(name: "MetricsTestKit", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")

let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "feedline",
    products: [.executable(name: "feedline", targets: ["feedline"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "Transfer", dependencies: ["CCurl", lifecycle], swiftSettings: house),
        .target(name: "Feeds", dependencies: ["CLibXML2", "CZlib"], swiftSettings: house),
        .target(name: "Timeline", dependencies: [grdb, crypto, cryptoExtras], swiftSettings: strict),
        .target(
            name: "Bridge",
            dependencies: ["Timeline", "Feeds", "Transfer", crypto, lifecycle, logging, metrics, subprocess, system],
            swiftSettings: strict
        ),
        .target(
            name: "Web",
            dependencies: [
                "Timeline", crypto, logging, metrics, lifecycle,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.embedInCode("Resources")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "feedline",
            dependencies: [
                "Bridge", "CMalloc", "Feeds", "Timeline", "Transfer", "Web", lifecycle, signals, logging, metrics,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: [subprocess, system],
            path: "Tests/TestSupport",
            resources: [.copy("Pictures")],
            swiftSettings: house
        ),
        .testTarget(
            name: "TransferTests",
            dependencies: ["Transfer", "TestSupport", subprocess, system],
            swiftSettings: house
        ),
        .testTarget(
            name: "FeedsTests",
            dependencies: ["Feeds", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: house
        ),
        .testTarget(name: "TimelineTests", dependencies: ["Timeline", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "BridgeTests",
            dependencies: [
                "Bridge", "Feeds", "Timeline", "Transfer", "TestSupport", logging, lifecycle, metricsTestKit,
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "SimulationTests",
            dependencies: ["Bridge", "Timeline", "Transfer", "TestSupport", logging],
            swiftSettings: house
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Timeline", "TestSupport", logging,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "FeedlineTests",
            dependencies: [
                "Bridge", "TestSupport", "Timeline", "Transfer", "Web", "feedline", logging, subprocess, system,
            ],
            swiftSettings: house
        ),
    ],
    swiftLanguageModes: [.v6]
)
