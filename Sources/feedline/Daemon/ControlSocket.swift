/// Where the daemon listens to commands.
enum ControlSocket {
    /// Beside the database, so that a command finds it by the same means; nil if the name is too long for a socket
    /// (`sun_path` in unix(7) has 108 bytes).
    static func path(beside database: String) -> String? {
        let path = database + "-control"
        return path.utf8.count < 104 ? path : nil
    }
}
