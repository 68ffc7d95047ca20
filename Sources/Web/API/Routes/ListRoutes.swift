internal import Hummingbird
internal import Timeline

/// Lists of profiles, which are the audiences of posts too.
struct ListRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/lists", use: all)
        router.post("/api/v1/lists", use: make)
        router.get("/api/v1/lists/{id}", use: one)
        router.put("/api/v1/lists/{id}", use: change)
        router.delete("/api/v1/lists/{id}", use: remove)
        router.get("/api/v1/lists/{id}/accounts", use: members)
        router.post("/api/v1/lists/{id}/accounts") { try await setMembers($0, $1, areIn: true) }
        router.delete("/api/v1/lists/{id}/accounts") { try await setMembers($0, $1, areIn: false) }
    }

    @Sendable func all(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:lists")
        var json = JSONWriter()
        json.array(try await api.reader.lists(of: author.profileID)) { $0.list($1) }
        return .json(json)
    }

    @Sendable func one(_ request: Request, _ context: VisitContext) async throws -> Response {
        try await respond(require(context, "read:lists"))
    }

    @Sendable func make(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:lists")
        let parameters = try await RequestParameters(request)
        let list = try await api.store.addList(
            parameters.text("title") ?? "",
            repliesPolicy: try policy(parameters) ?? .list,
            isExclusive: parameters.flag("exclusive") ?? false,
            by: author.profileID
        )
        return try await respond(list)
    }

    @Sendable func change(_ request: Request, _ context: VisitContext) async throws -> Response {
        var list = try await require(context, "write:lists")
        let parameters = try await RequestParameters(request)
        list.title = parameters.text("title") ?? list.title
        list.repliesPolicy = try policy(parameters) ?? list.repliesPolicy
        list.isExclusive = parameters.flag("exclusive") ?? list.isExclusive
        try await api.store.update(list)
        return try await respond(list)
    }

    @Sendable func remove(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:lists")
        try await api.store.removeList(context.id(), of: author.profileID)
        return .emptyJSON
    }

    @Sendable func members(_ request: Request, _ context: VisitContext) async throws -> Response {
        let list = try await require(context, "read:lists")
        return try await api.people(.list(list.id), for: context.viewer, request)
    }

    private func setMembers(_ request: Request, _ context: VisitContext, areIn: Bool) async throws -> Response {
        let author = try context.author("write:lists")
        let members = try await RequestParameters(request).ids("account_ids")
        try await api.store.setMembers(members, areIn: areIn, list: context.id(), of: author.profileID)
        return .emptyJSON
    }

    private func policy(_ parameters: RequestParameters) throws(APIError) -> ListRecord.RepliesPolicy? {
        guard let word = parameters.text("replies_policy") else { return nil }
        guard let policy = ListRecord.RepliesPolicy(rawValue: word) else {
            throw .invalid("replies_policy is followed, list or none")
        }
        return policy
    }

    private func require(_ context: VisitContext, _ scope: String) async throws -> ListRecord {
        let author = try context.author(scope)
        let id = try context.id()
        guard let list = try await api.reader.lists(of: author.profileID).first(where: { $0.id == id }) else {
            throw APIError.notFound
        }
        return list
    }

    private func respond(_ list: ListRecord) async throws -> Response {
        var json = JSONWriter(capacity: 128)
        json.list(list)
        return .json(json)
    }
}
