"""Whether what Mastodon.py 2 was given is what its types promise: `recording` has kept it all."""

from recording import RECORDING
from wishes import expect

MET = (
    "Account Application Context Conversation CredentialAccountSource GroupedNotificationsResults Instance InstanceV2 "
    "Marker MediaAttachment Nodeinfo Notification NotificationGroup NotificationPolicy Preferences PreviewCard "
    "Relationship ScheduledStatus SearchV2 Status StatusEdit StatusMention StatusSource Tag UnreadNotificationsCount "
    "UserList"
)


def lacks_nothing_that_the_types_promise(scene):
    expect("what is missing", RECORDING.missing(), [])


def has_met_every_kind_of_entity(scene):
    expect("kinds that were not met", [kind for kind in MET.split() if not RECORDING.seen[kind]], [])
