"""Feeds that grow while a daemon reads them, and what must have become of them."""

import collections
import contextlib
import sqlite3
import threading
import time

from corpus import History

AT_FIRST = 3


class Publishers:
    """Feeds that gain an item now and then, from a thread of their own."""

    def __init__(self, corpus, root, feeds, pace, dice):
        self.corpus, self.root, self.pace, self.dice = corpus, root, pace, dice
        self.added = [0] * feeds
        self._stopping = threading.Event()
        corpus.write(root, range(feeds), History(AT_FIRST))
        self._thread = threading.Thread(target=self._grow, daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def links(self):
        return {
            self.corpus.link(feed, item)
            for feed, added in enumerate(self.added)
            for item in self.corpus.numbers(feed, History(AT_FIRST, added))
        }

    def _grow(self):
        while not self._stopping.wait(self.dice.expovariate(1 / self.pace)):
            feed = self.dice.randrange(len(self.added))
            self.added[feed] += 1
            self.corpus.write(self.root, [feed], History(AT_FIRST, self.added[feed]))


def wait_until_all_is_posted(bridge, daemon, expected, patience):
    """Returns when the figures have been right for three seconds, or when patience is at its end."""
    limit = time.monotonic() + patience
    right_since = None
    while time.monotonic() < limit:
        if daemon.poll() is not None:
            raise SystemExit(f"the daemon ended with {daemon.returncode}\n{bridge.log_tail()}")
        if len(bridge.posts()) < expected:
            right_since = None
        else:
            right_since = right_since or time.monotonic()
            if time.monotonic() - right_since > 3:
                return
        time.sleep(0.5)


def verdict_of_the_database(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = [row[0] for row in database.execute("PRAGMA integrity_check")]
        dangling = database.execute("PRAGMA foreign_key_check").fetchall()
    return rows == ["ok"] and not dangling, f"{', '.join(rows[:3])}, {len(dangling)} dangling references"


def judge(bridge, expected):
    """Says how many items were lost, posted twice, or made up; returns whether there is nothing to say."""
    times = collections.Counter(post["link"] for post in bridge.posts())
    wrong = {
        "lost": expected - times.keys(),
        "double": {link for link, count in times.items() if count > 1},
        "strange": times.keys() - expected,
    }
    sound, said = verdict_of_the_database(bridge.database)
    counts = ", ".join(f"{len(links)} {name}" for name, links in wrong.items())
    print(f"{len(expected)} items, {sum(times.values())} posts, {counts}; integrity_check {said}")
    for name, links in wrong.items():
        if links:
            print(f"{name}: {sorted(links)[:5]}")
    return sound and not any(wrong.values())
