"""Listens to a stream, and gives its events one by one."""

import queue

from mastodon import StreamListener
from wishes import Disappointment, expect_within


class Listener(StreamListener):
    def __init__(self):
        super().__init__()
        self.is_connected = False
        self.events = queue.Queue()

    def handle_heartbeat(self):
        self.is_connected = True

    def on_update(self, status):
        self.events.put(("update", str(status["id"])))

    def on_status_update(self, status):
        self.events.put(("status.update", str(status["id"])))

    def on_delete(self, status_id):
        self.events.put(("delete", str(status_id)))

    def on_notification(self, notification):
        self.events.put(("notification", notification["type"]))

    def on_conversation(self, conversation):
        self.events.put(("conversation", str(conversation["last_status"]["id"])))

    def next(self):
        try:
            return self.events.get(timeout=2)
        except queue.Empty:
            raise Disappointment("the next event", "within 2 s", None) from None

    def waiting(self):
        """What has been told already."""
        return list(self.events.queue)


def listen(stream, *arguments):
    """Begins to; it ends with the suite, since Mastodon.py closes a stream only when it has read something from it."""
    listener = Listener()
    stream(*arguments, listener, run_async=True)
    expect_within(5, "the stream begins", lambda: listener.is_connected)
    return listener
