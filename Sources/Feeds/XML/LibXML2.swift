internal import CLibXML2

/// The C library, made ready once and kept from loading anything.
enum LibXML2 {
    /// Read it before any call. "xmlInitParser … is not reentrant": a global runs it once.
    static let ready: Void = clibxml2_init()
}
