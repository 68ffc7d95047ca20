import Foundation
import TestSupport

/// A throwaway certificate authority and its web servers, by the openssl command.
struct OpenSSL {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/bin/openssl"

    private let folder: TemporaryDirectory
    /// PEM files of the authority itself.
    let certificate: String
    let key: String

    init() throws {
        folder = try TemporaryDirectory()
        certificate = folder.path("authority.pem")
        key = folder.path("authority.key")
        try folder.write("", to: "index.txt")
        try folder.write(
            """
            [ca]
            default_ca = authority
            [authority]
            database = \(folder.path("index.txt"))
            new_certs_dir = \(folder.path)
            rand_serial = yes
            default_md = sha256
            policy = any
            [any]
            commonName = supplied
            """,
            to: "openssl.cnf"
        )
        try run(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "36500",
            "-subj",
            "/CN=127.0.0.1",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            key,
            "-out",
            certificate
        )
    }

    /// - Parameters:
    ///   - host: an IP address.
    ///   - from: `YYYYMMDDHHMMSSZ`.
    func serve(
        certificateFor host: String,
        from: String = "20200101000000Z",
        to: String = "21000101000000Z",
        options: [String] = []
    ) throws -> Server {
        let name = UUID().uuidString
        let (request, key, certificate) = (folder.path("\(name).csr"), folder.path("\(name).key"), folder.path(name))
        let extensions = try folder.write("subjectAltName = IP:\(host)\n", to: "\(name).ext")
        try run(
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=\(host)",
            "-keyout",
            key,
            "-out",
            request
        )
        try run(
            "ca",
            "-batch",
            "-notext",
            "-config",
            folder.path("openssl.cnf"),
            "-cert",
            self.certificate,
            "-keyfile",
            self.key,
            "-in",
            request,
            "-out",
            certificate,
            "-startdate",
            from,
            "-enddate",
            to,
            "-extfile",
            extensions
        )
        return try serve(certificate: certificate, key: key, options: options)
    }

    func serve(certificate: String, key: String, options: [String] = []) throws -> Server {
        try Server(
            Self.program,
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key]
                + (options.contains("-HTTP") ? options : ["-www"] + options),
            folder: folder.url
        )
    }

    /// A server that sends these bytes as its whole answer, head and all, to `GET /answer`.
    func serve(answer: String) throws -> Server {
        try folder.write(answer, to: "answer")
        return try serve(certificateFor: "127.0.0.1", options: ["-HTTP"])
    }

    private func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw POSIXError(.EIO) }
    }

    /// Ends with its value.
    final class Server: Sendable {
        let url: String
        private let process: Process

        init(_ program: String, _ arguments: [String], folder: URL) throws {
            process = Process()
            let output = Pipe()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.standardInput = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            // "ACCEPT 127.0.0.1:43211"
            var text = ""
            while !text.contains("ACCEPT"), let data = try output.fileHandleForReading.read(upToCount: 1) {
                text += String(decoding: data, as: UTF8.self)
            }
            while !text.hasSuffix("\n"), let data = try output.fileHandleForReading.read(upToCount: 1) {
                text += String(decoding: data, as: UTF8.self)
            }
            guard let port = text.split(separator: ":").last.flatMap({ Int($0.dropLast()) }) else {
                throw POSIXError(.EIO)
            }
            url = "https://127.0.0.1:\(port)/"
        }

        deinit { process.terminate() }
    }
}
