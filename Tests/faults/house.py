"""A bridge whose feeds are files beside it, and what must have become of their items."""

import collections
import contextlib
import datetime
import os
import random
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Benchmarks"))

from bridge import Bridge  # noqa: E402
from corpus import Corpus, History  # noqa: E402
from publishers import AT_FIRST  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


class Broken(Exception):
    """Something was lost, said twice, or went down."""


class House:
    def __init__(self, program, folder, feeds=3, seed=1):
        self.feeds, self.added = feeds, [0] * feeds
        epoch = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) - datetime.timedelta(hours=12)
        self.corpus = Corpus(seed, epoch, paragraphs=0)
        os.makedirs(folder, exist_ok=True)
        self.bridge = Bridge(program, folder)
        self.folder = folder
        self.write()
        self.bridge.configure([self.corpus.name(feed) for feed in range(feeds)], every="1s", backlog=50, maxPerPoll=1000)

    def write(self):
        for feed in range(self.feeds):
            self.corpus.write(self.folder, [feed], History(AT_FIRST, self.added[feed]))

    def grow(self, dice=random.Random(1), most=3):
        self.added = [added + dice.randint(1, most) for added in self.added]
        self.write()

    def links(self):
        return {
            self.corpus.link(feed, item)
            for feed, added in enumerate(self.added)
            for item in self.corpus.numbers(feed, History(AT_FIRST, added))
        }

    def copy(self, folder):
        """The same house at another place, database and all."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*.log", "*-lock", "*.sock"))
        other = object.__new__(House)
        other.__dict__.update(self.__dict__)
        other.folder, other.added = folder, list(self.added)
        other.bridge = Bridge(self.bridge.program, folder)
        return other

    def poll(self, **environment):
        """Polls every feed once; the status that it ended with, negative for a signal."""
        with open(self.bridge.log, "ab") as log:
            return subprocess.run(
                self.bridge.command("run", "--once", "--all"),
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                timeout=120,
                check=False,
            ).returncode

    def times(self):
        """How often each link was said."""
        with contextlib.closing(sqlite3.connect(f"file:{self.bridge.database}?mode=ro", uri=True)) as database:
            database.text_factory = lambda text: text.decode(errors="replace")
            return collections.Counter(row[0] for row in database.execute("SELECT link FROM post"))

    def judge(self, complete=True):
        """Raises `Broken` unless every item is one post, or while not `complete` one at most."""
        expected, times = self.links(), self.times()
        with contextlib.closing(sqlite3.connect(f"file:{self.bridge.database}?mode=ro", uri=True)) as database:
            rows = [row[0] for row in database.execute("PRAGMA integrity_check")]
            dangling = database.execute("PRAGMA foreign_key_check").fetchall()
        wrong = {
            "lost": expected - times.keys() if complete else set(),
            "double": {link for link, count in times.items() if count > 1},
            "strange": times.keys() - expected,
        }
        if rows != ["ok"] or dangling or any(wrong.values()):
            said = {name: sorted(links)[:3] for name, links in wrong.items() if links}
            raise Broken(f"{said}, integrity_check {rows[:2]}, {len(dangling)} dangling\n{self.bridge.log_tail(8)}")
        return sum(times.values())


class Disk:
    """What `disk.c` is told."""

    def __init__(self, folder):
        self.library = os.path.join(folder, "disk.so")
        source = os.path.join(HERE, "disk.c")
        compiler = shutil.which("cc") or shutil.which("clang") or shutil.which("gcc")
        if not compiler:
            raise SystemExit("missing: a C compiler (on Debian and Ubuntu: apt-get install gcc)")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", self.library, source, "-ldl"], check=True)

    def of(self, house, **more):
        return {"LD_PRELOAD": self.library, "FAULT_FOLDER": os.path.abspath(house.folder) + "/", **more}

    def steps(self, house, again):
        """How many steps to the disk a poll takes; plays it on a copy."""
        copy = house.copy(again)
        log = os.path.join(again, "steps.log")
        if copy.poll(**self.of(copy, FAULT_LOG=log)) != 0:
            raise Broken(f"without any fault it fails\n{copy.bridge.log_tail()}")
        with open(log) as lines:
            return len(lines.readlines())
