import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// A throwaway certificate authority and its web servers, by the openssl command.
struct OpenSSL {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/bin/openssl"

    private let folder: TemporaryDirectory
    /// PEM files of the authority itself.
    let certificate: String
    let key: String

    init() async throws {
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
        try await run(
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
    ) async throws -> Server {
        let name = UUID().uuidString
        let (request, key, certificate) = (folder.path("\(name).csr"), folder.path("\(name).key"), folder.path(name))
        let extensions = try folder.write("subjectAltName = IP:\(host)\n", to: "\(name).ext")
        try await run(
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
        try await run(
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
        return try await serve(certificate: certificate, key: key, options: options)
    }

    func serve(certificate: String, key: String, options: [String] = []) async throws -> Server {
        try await Server(
            Self.program,
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key]
                + (options.contains("-HTTP") ? options : ["-www"] + options),
            folder: folder
        )
    }

    /// A server that sends these bytes as its whole answer, head and all, to `GET /answer`.
    func serve(answer: String) async throws -> Server {
        try folder.write(answer, to: "answer")
        return try await serve(certificateFor: "127.0.0.1", options: ["-HTTP"])
    }

    private func run(_ arguments: String...) async throws {
        let end = try await Subprocess.run(
            .path(FilePath(Self.program)),
            arguments: Arguments(arguments),
            output: .discarded
        )
        guard end.terminationStatus.isSuccess else { throw Errno.ioError }
    }

    /// Ends with its value.
    struct Server: Sendable {
        let url: String
        private let process: RunningProcess

        init(_ program: String, _ arguments: [String], folder: TemporaryDirectory) async throws {
            process = try await RunningProcess(program, arguments, folder: folder, waitingFor: "ACCEPT")
            // "ACCEPT 127.0.0.1:43211"
            guard let port = process.greeting.split(separator: ":").last.flatMap({ Int($0) }) else {
                throw Errno.ioError
            }
            url = "https://127.0.0.1:\(port)/"
        }
    }
}
