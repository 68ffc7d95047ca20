internal import Timeline

extension JSONWriter {
    mutating func notification(_ seen: SeenNotification, _ site: Site) {
        object {
            $0.field("id", id: seen.notification.id)
            $0.field("type", seen.notification.kind.rawValue)
            $0.field("created_at", seen.notification.createdAt)
            $0.field("group_key", "ungrouped-\(seen.notification.id)")
            $0.name("account")
            $0.account(seen.actor, site)
            if let post = seen.post {
                $0.name("status")
                $0.status(post, site, isSignedIn: true)
            }
        }
    }

    /// Each notification as a group of its own.
    mutating func notificationGroups(_ notifications: [SeenNotification], _ site: Site) {
        var actors: [Int64: ProfileRecord] = [:]
        var posts: [Int64: SeenPost] = [:]
        for notification in notifications {
            actors[notification.actor.id] = notification.actor
            if let post = notification.post { posts[post.post.id] = post }
        }
        object {
            $0.field("accounts", actors.sorted { $0.key < $1.key }) { $0.account($1.value, site) }
            $0.emptyList("partial_accounts")
            $0.field("statuses", posts.sorted { $0.key > $1.key }) { $0.status($1.value, site, isSignedIn: true) }
            $0.field("notification_groups", notifications) { json, seen in
                let id = "\(seen.notification.id)"
                json.object {
                    $0.field("group_key", "ungrouped-\(id)")
                    $0.field("notifications_count", 1)
                    $0.field("type", seen.notification.kind.rawValue)
                    $0.field("most_recent_notification_id", id)
                    $0.field("page_min_id", id)
                    $0.field("page_max_id", id)
                    $0.field("latest_page_notification_at", seen.notification.createdAt)
                    $0.field("sample_account_ids", ["\(seen.actor.id)"])
                    if let post = seen.post { $0.field("status_id", id: post.post.id) }
                }
            }
        }
    }

    mutating func conversation(_ conversation: SeenConversation, _ site: Site) {
        object {
            $0.field("id", id: conversation.id)
            $0.field("unread", conversation.isUnread)
            $0.field("accounts", conversation.people) { $0.account($1, site) }
            $0.name("last_status")
            $0.status(conversation.lastPost, site, isSignedIn: true)
        }
    }

    mutating func list(_ list: ListRecord) {
        object {
            $0.field("id", id: list.id)
            $0.field("title", list.title)
            $0.field("replies_policy", list.repliesPolicy.rawValue)
            $0.field("exclusive", list.isExclusive)
        }
    }

    mutating func tag(_ name: String, isFollowed: Bool?, _ site: Site) {
        object {
            $0.field("id", name)
            $0.field("name", name)
            $0.field("url", site.absolute(site.tag(name)))
            $0.emptyList("history")
            if let isFollowed { $0.field("following", isFollowed) }
        }
    }

    mutating func scheduled(_ post: ScheduledPost, media: [MediaRecord], _ site: Site) {
        object {
            $0.field("id", id: post.id)
            $0.field("scheduled_at", post.dueAt)
            $0.field("params") {
                $0.field("text", post.draft.text)
                $0.field("spoiler_text", post.draft.warning)
                $0.field("visibility", post.draft.audience.visibility)
                $0.field("sensitive", post.draft.isSensitive)
                $0.field("language", post.draft.language)
                $0.field("in_reply_to_id", id: post.draft.replyToID)
                $0.field("media_ids", post.draft.mediaIDs.map { "\($0)" })
                $0.field("application_id", id: post.author.applicationID ?? 0)
                $0.nullField("poll")
                $0.nullField("idempotency")
                $0.nullField("scheduled_at")
                $0.field("with_rate_limit", false)
            }
            $0.field("media_attachments", media) { $0.attachment($1, site) }
        }
    }

    mutating func marker(_ marker: MarkerRecord) {
        object {
            $0.field("last_read_id", id: marker.lastReadID)
            $0.field("version", marker.version)
            $0.field("updated_at", marker.updatedAt)
        }
    }
}
