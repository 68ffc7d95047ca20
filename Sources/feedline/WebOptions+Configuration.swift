import Bridge
import Web

extension WebOptions {
    init(_ web: WebConfiguration, version: String) {
        self.init(
            listen: Address(web.listen),
            publicURL: web.publicURL,
            version: version,
            requestsPerFiveMinutes: web.rateLimit
        )
    }
}

extension WebOptions.Address {
    fileprivate init(_ address: ListenAddress) {
        self =
            switch address {
            case .tcp(let host, let port): .tcp(host: host, port: port)
            case .unix(let path): .unix(path: path)
            }
    }
}
