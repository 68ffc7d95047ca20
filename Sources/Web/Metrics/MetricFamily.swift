/// All series of one name, in the text format of Prometheus 0.0.4.
struct MetricFamily {
    enum Kind: String {
        case counter
        case gauge
        case histogram
        case summary
    }

    let name: String
    let kind: Kind
    let help: String?
    let samples: [Sample]

    struct Sample {
        /// After the family's name: `_bucket`, `_sum`, `_count`.
        var suffix = ""
        var labels: [MetricLabel] = []
        let value: Double
    }

    init(_ name: String, _ kind: Kind, help: String? = nil, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help ?? Self.known[name]
        self.samples = samples
    }

    /// Its lines.
    var text: String {
        var text = ""
        if let help {
            text += "# HELP \(name) \(help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))\n"
        }
        text += "# TYPE \(name) \(kind)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\($0.escapedValue)\"" }.joined(separator: ",")
            text += "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value.metricText)\n"
        }
        return text
    }
}

/// A label of a series. Values are from closed sets: no address, no error text.
struct MetricLabel: Hashable, Comparable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
        self.name = name.metricName.replacing(":", with: "_")
        self.value = value
    }

    static func < (one: MetricLabel, other: MetricLabel) -> Bool { (one.name, one.value) < (other.name, other.value) }

    fileprivate var escapedValue: String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

extension String {
    /// With `_` for everything that the name of a metric cannot hold.
    var metricName: String {
        let name = String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == ":")
                        ? scalar : "_"
                }
            )
        )
        return name.first.map { ("0"..."9").contains($0) } ?? true ? "_" + name : name
    }
}

extension Double {
    var metricText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self > 0 ? "+Inf" : "-Inf" }
        return Int64(exactly: self).map(String.init) ?? "\(self)"
    }
}
