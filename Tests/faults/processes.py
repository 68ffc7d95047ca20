"""Faults of processes and of other people's servers: F01, F09, F13, F14."""

import asyncio
import contextlib
import datetime
import json
import os
import random
import re
import signal
import sqlite3
import threading
import time
import urllib.request

from house import Broken, House
from storage import wait_for

from bridge import Bridge  # noqa: E402
from corpus import Corpus, History  # noqa: E402
from publishers import AT_FIRST, Publishers  # noqa: E402
from servers import Plain, addresses, free_port  # noqa: E402


class Town(House):
    """Feeds that a server on loopback serves, and that grow by themselves."""

    def __init__(self, program, folder, server, publishers, **rules):
        self.bridge, self.folder, self.publishers = Bridge(program, folder), folder, publishers
        names = [publishers.corpus.name(feed) for feed in range(len(publishers.added))]
        rules = {"backlog": 50, "maxPerPoll": 1000, **rules}
        self.bridge.configure(server.urls(names), **rules)

    def links(self):
        return self.publishers.links()


@contextlib.contextmanager
def town(given, folder, feeds, every, pace, hosts=20, seed=1):
    epoch = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) - datetime.timedelta(hours=12)
    root = os.path.join(folder, "feeds")
    publishers = Publishers(Corpus(seed, epoch, paragraphs=0), root, feeds, pace=pace, dice=random.Random(seed))
    with Plain(root, addresses(min(feeds, hosts))) as server:
        try:
            yield Town(given.feedline, folder, server, publishers, every=every)
        finally:
            publishers.stop()


@contextlib.contextmanager
def running(place, **environment):
    daemon = place.bridge.start(**environment)
    try:
        yield daemon
    finally:
        if daemon.poll() is None:
            daemon.send_signal(signal.SIGCONT)
            daemon.kill()
            daemon.wait()


def stopped(daemon, place, patience=40, is_early=False):
    """How long it takes to end well; `is_early`: it may not have begun to listen to signals."""
    started = time.monotonic()
    daemon.send_signal(signal.SIGTERM)
    status = daemon.wait(timeout=patience)
    if status != 0 and not (is_early and status == -signal.SIGTERM):
        raise Broken(f"it ended with {status}\n{place.bridge.log_tail()}")
    return time.monotonic() - started


def all_said(place):
    def condition():
        try:
            return place.times().total() >= len(place.links())
        except sqlite3.OperationalError:
            # It has not made its tables yet.
            return False

    return condition


def random_kills(given, disk, folder):
    """F01: SIGKILL at random moments while feeds grow"""
    kills, feeds = (20, 40) if given.quick else (1_000, 1_000)
    dice = random.Random(int(time.time()))
    with town(given, folder, feeds, f"{max(1, feeds // 100)}s", pace=0.02) as place:
        place.publishers.start()
        for _ in range(kills):
            with running(place) as daemon:
                time.sleep(dice.uniform(0.01, 0.5))
                if daemon.poll() is not None:
                    raise Broken(f"it ended by itself with {daemon.returncode}\n{place.bridge.log_tail()}")
        place.publishers.stop()
        with running(place) as daemon:
            wait_for(all_said(place), 60 + feeds / 10, "has not said everything")
            time.sleep(3)
            stopped(daemon, place)
        posts = place.judge()
    return f"{kills} kills, {posts} items, {posts} posts: nothing lost, nothing twice"


def signals(given, disk, folder):
    """F13: SIGTERM in the middle of work, again and again; a storm of SIGHUP; SIGSTOP"""
    stops = 10 if given.quick else 200
    dice = random.Random(2)
    longest, ready = 0.0, []
    with town(given, folder, 100, "1s", pace=0.02) as place:
        place.publishers.start()
        for _ in range(stops):
            with running(place) as daemon:
                time.sleep(dice.uniform(0.05, 0.6))
                longest = max(longest, stopped(daemon, place, is_early=True))
        with running(place) as daemon:
            time.sleep(1)
            for _ in range(20 if given.quick else 300):
                daemon.send_signal(signal.SIGHUP)
                time.sleep(dice.uniform(0, 0.05))
            daemon.send_signal(signal.SIGSTOP)
            time.sleep(3 if given.quick else 90)
            daemon.send_signal(signal.SIGCONT)
            before = place.times().total()
            started = time.monotonic()
            wait_for(lambda: place.times().total() > before, 30, "says nothing after it was stopped for a while")
            ready = time.monotonic() - started
            place.publishers.stop()
            wait_for(all_said(place), 60, "has not said everything")
            time.sleep(2)
            longest = max(longest, stopped(daemon, place))
        posts = place.judge()
    return f"{stops} stops, the longest {longest:.1f} s; news {ready:.1f} s after SIGCONT; {posts} posts, nothing lost or twice"


class Quicksand:
    """Servers that take every connection and never get to the end: of the head, of the body, or of anything."""

    def __init__(self, count):
        self.hosts, self.port = addresses(1_000)[-count:], free_port()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def urls(self):
        return [f"http://{host}:{self.port}/{number}" for number, host in enumerate(self.hosts)]

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self):
        async def serve():
            for number, host in enumerate(self.hosts):
                await asyncio.start_server(self._answer(number % 3), host, self.port)

        self._loop.run_until_complete(serve())
        self._loop.run_forever()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))

    @staticmethod
    def _answer(kind):
        async def answer(reader, writer):
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await reader.read(100)
                writer.write((b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>")[kind])
                for _ in range(3_600):
                    await asyncio.sleep(1)
                    if kind:
                        writer.write(b"a")
                        await writer.drain()

        return answer


def slow_servers(given, disk, folder):
    """F09: servers that never get to the end, all at once, beside others that are well"""
    count, feeds = (60, 20) if given.quick else (500, 100)
    waits = []
    with town(given, folder, feeds, "1s", pace=0.02) as place, Quicksand(count) as slow:
        with open(place.bridge.config) as file:
            configuration = json.load(file)
        well = configuration["feeds"]
        for crowd in ([], [{"url": url, "every": "15m"} for url in slow.urls()]):
            configuration["feeds"] = well + crowd
            with open(place.bridge.config, "w") as file:
                json.dump(configuration, file)
            with running(place) as daemon:
                wait_for(all_said(place), 60, "has not said everything at first")
                took = []
                for _ in range(5 if given.quick else 20):
                    for feed in range(feeds):
                        place.publishers.added[feed] += 1
                        place.publishers.corpus.write(
                            place.publishers.root, [feed], History(AT_FIRST, place.publishers.added[feed])
                        )
                    started = time.monotonic()
                    wait_for(all_said(place), 300, "keeps the others waiting")
                    took.append(time.monotonic() - started)
                stopped(daemon, place)
            waits.append(sorted(took)[len(took) // 2])
            worst = max(took)
        posts = place.judge()
    return (
        f"{feeds} feeds beside {count} slow ones: half of the rounds of news within {waits[1]:.1f} s, all within "
        f"{worst:.1f} s; without them {waits[0]:.1f} s; {posts} posts, nothing lost or twice"
    )


def everything_due(given, disk, folder):
    """F14: every feed is due at once, and somebody reads"""
    feeds = 300 if given.quick else 10_000
    with town(given, folder, feeds, "1h", pace=1_000, hosts=200) as place:
        with open(place.bridge.config) as file:
            configuration = json.load(file)
        port = free_port()
        configuration["web"] = {"listen": f"127.0.0.1:{port}"}
        with open(place.bridge.config, "w") as file:
            json.dump(configuration, file)
        with running(place) as daemon:
            started, took, peak = time.monotonic(), [], 0
            while not all_said(place)():
                if time.monotonic() - started > 600:
                    raise Broken(f"after ten minutes {place.times().total()} of {len(place.links())} posts are there")
                with contextlib.suppress(OSError):
                    began = time.monotonic()
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/timelines/public", timeout=30).read()
                    took.append(time.monotonic() - began)
                status = open(f"/proc/{daemon.pid}/status").read()
                peak = max(peak, int(re.search(r"VmHWM:\s+(\d+)", status)[1]) >> 10)
                time.sleep(0.05)
            lasted = time.monotonic() - started
            stopped(daemon, place)
        posts = place.judge()
    if peak > 200:
        raise Broken(f"it took {peak} MB")
    tail = sorted(took)[int(len(took) * 0.99)] if took else 0
    return f"{feeds} feeds within {lasted:.0f} s, {posts} posts, {peak} MB; readers waited {tail * 1e3:.0f} ms (p99)"
