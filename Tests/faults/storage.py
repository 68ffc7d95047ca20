"""Faults of the disk and of what shares it: F02 to F06, F19 and F20."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time

from house import HERE, Broken, House

SIGNALS = {-signal.SIGSEGV, -signal.SIGILL, -signal.SIGTRAP, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE}


def grown(given, folder):
    """A house that has said what it had, and whose feeds have grown since."""
    house = House(given.feedline, os.path.join(folder, "house"))
    if house.poll() != 0:
        raise Broken(house.bridge.log_tail())
    house.grow()
    return house


def at_each_step(given, disk, folder, plays, **environment):
    """Lets one step of a poll go wrong, and polls once more without: for every step in turn.

    Quick: for some of them.
    """
    house = grown(given, folder)
    steps = disk.steps(house, os.path.join(folder, "copy"))
    if steps < 10:
        raise Broken(f"a poll takes {steps} steps to the disk, which cannot be")
    stride = max(1, steps // 6) if given.quick else 1
    runs = 0
    for step in range(1, steps + 1, stride):
        for play in range(plays):
            copy = house.copy(os.path.join(folder, "copy"))
            status = copy.poll(**disk.of(copy, FAULT_AT=str(step), **environment))
            runs += 1
            if status in SIGNALS:
                raise Broken(f"step {step}: it ended by signal {-status}\n{copy.bridge.log_tail()}")
            if os.path.exists(copy.bridge.database):
                copy.judge(complete=False)
            if copy.poll() != 0:
                raise Broken(f"step {step}: the next poll fails\n{copy.bridge.log_tail()}")
            copy.judge()
    return runs, steps


def killed_at_each_step(given, disk, folder):
    """F02: SIGKILL at each write, flush, truncation, removal of a poll, the checkpoint among them"""
    runs, steps = at_each_step(given, disk, folder, 1 if given.quick else 5, FAULT_KIND="KILL")
    return f"{runs} kills at {steps} points: nothing lost, nothing twice"


def failing_disk(given, disk, folder):
    """F03: each of them fails with EIO or ENOSPC, once or for good"""
    runs, steps = 0, 0
    for kind in ("EIO", "ENOSPC"):
        for lasts in ({}, {"FAULT_LASTS": "1"}):
            more, steps = at_each_step(given, disk, folder, 1, FAULT_KIND=kind, **lasts)
            runs += more
    return f"{runs} failures at {steps} points: nothing lost, nothing twice, no crash"


def full_disk(given, disk, folder):
    """F04: the disk is full while the daemon runs, and then is not"""
    house = grown(given, folder)
    gate = os.path.join(folder, "full")
    daemon = house.bridge.start(**disk.of(house, FAULT_GATE=gate))
    try:
        wait_for(lambda: house.times().total() == len(house.links()), 30, "does not post")
        open(gate, "w").close()
        house.grow()
        said = house.times().total()
        time.sleep(3 if given.quick else 20)
        if daemon.poll() is not None:
            raise Broken(f"it ended with {daemon.returncode}\n{house.bridge.log_tail()}")
        if house.times().total() != said:
            raise Broken("it posted what it could not store")
        started = time.monotonic()
        os.unlink(gate)
        wait_for(lambda: house.times().total() == len(house.links()), 60, "does not go on")
        took = time.monotonic() - started
        daemon.send_signal(signal.SIGTERM)
        status = daemon.wait(timeout=60)
        if status != 0:
            raise Broken(f"it ended with {status}\n{house.bridge.log_tail()}")
    finally:
        if daemon.poll() is None:
            daemon.kill()
            daemon.wait()
    house.judge()
    return f"it went on {took:.0f} s after there was room: nothing lost, nothing twice"


def flipped_bytes(given, disk, folder):
    """F05: bytes of the database and of its log are others"""
    house = House(given.feedline, os.path.join(folder, "house"))
    house.poll()
    # A log that nobody has folded into the file: as after a power cut.
    house.grow()
    house.poll(**disk.of(house, FAULT_AT=str(disk.steps(house, os.path.join(folder, "copy")) - 6), FAULT_KIND="KILL"))
    seeds = 25 if given.quick else 500
    found = {"refused": 0, "went on": 0}
    for seed in range(seeds):
        dice = random.Random(seed)
        copy = house.copy(os.path.join(folder, "copy"))
        files = [copy.bridge.database + end for end in ("", "-wal")]
        files = [file for file in files if os.path.exists(file) and os.path.getsize(file)]
        file = dice.choice(files)
        with open(file, "r+b") as bytes_:
            for _ in range(dice.choice((1, 3, 64))):
                bytes_.seek(dice.randrange(100) if dice.random() < 0.2 else dice.randrange(os.path.getsize(file)))
                bytes_.write(bytes([dice.randrange(256)]))
        size = os.path.getsize(copy.bridge.database)
        status = copy.poll()
        if status in SIGNALS or status < 0:
            raise Broken(f"seed {seed}: it ended by signal {-status}\n{copy.bridge.log_tail()}")
        found["went on" if status == 0 else "refused"] += 1
        if os.path.getsize(copy.bridge.database) < size / 2:
            raise Broken(f"seed {seed}: the database was begun anew")
        if status != 0 and not copy.bridge.log_tail(3).strip():
            raise Broken(f"seed {seed}: it ended with {status} and said nothing")
        # Python cannot read what is not even text any more.
        with contextlib.suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            twice = [link for link, count in copy.times().items() if link and count > 1]
            if twice:
                raise Broken(f"seed {seed}: said twice: {twice[:3]}")
    return f"{seeds} damaged databases: {found['refused']} refused, {found['went on']} went on, none begun anew"


def held_lock(given, disk, folder):
    """F06: another program holds the lock, or looks at an old state for long"""
    house = grown(given, folder)
    daemon = house.bridge.start()
    held = (1, 4) if given.quick else (1, 4, 30)
    try:
        wait_for(lambda: house.times().total() == len(house.links()), 30, "does not post")
        for seconds in held:
            with contextlib.closing(sqlite3.connect(house.bridge.database, timeout=30)) as outsider:
                outsider.isolation_level = None
                outsider.execute("BEGIN IMMEDIATE")
                house.grow()
                time.sleep(seconds)
                outsider.execute("ROLLBACK")
            wait_for(lambda: house.times().total() == len(house.links()), 60, f"lost its way after {seconds} s of a lock")
        with contextlib.closing(sqlite3.connect(f"file:{house.bridge.database}?mode=ro", uri=True)) as reader:
            reader.isolation_level = None
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM post").fetchone()
            for _ in range(10 if given.quick else 90):
                house.grow(most=8)
                time.sleep(1)
            reader.execute("ROLLBACK")
        wait_for(lambda: house.times().total() == len(house.links()), 60, "lost its way while somebody read")
        time.sleep(3)
        log = os.path.getsize(house.bridge.database + "-wal")
        if log > 64 << 20:
            raise Broken(f"its log has {log >> 20} MB")
        daemon.send_signal(signal.SIGTERM)
        if daemon.wait(timeout=60) != 0:
            raise Broken(house.bridge.log_tail())
    finally:
        if daemon.poll() is None:
            daemon.kill()
            daemon.wait()
    posts = house.judge()
    return f"locks of {', '.join(map(str, held))} s and a long look: {posts} posts, nothing lost or twice, log {log >> 10} KB"


def killed_migrations(given, disk, folder):
    """F19: SIGKILL at each step of bringing a database of each older schema up to date"""
    # `schemas` holds what each older program left of three feeds with three items.
    runs, schemas = 0, sorted(os.listdir(os.path.join(HERE, "schemas")), key=lambda name: int(name.split(".")[0]))
    for name in schemas:
        house = House(given.feedline, os.path.join(folder, "house"))
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(house.bridge.database + end)
        with contextlib.closing(sqlite3.connect(house.bridge.database)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            with open(os.path.join(HERE, "schemas", name)) as script:
                database.executescript(script.read().replace("{FOLDER}", os.path.abspath(house.folder)))
        os.chmod(house.bridge.database, 0o600)
        house.grow()
        steps = disk.steps(house, os.path.join(folder, "copy"))
        for step in range(1, steps + 1, max(1, steps // 4) if given.quick else 1):
            copy = house.copy(os.path.join(folder, "copy"))
            copy.poll(**disk.of(copy, FAULT_AT=str(step), FAULT_KIND="KILL"))
            runs += 1
            if copy.poll() != 0:
                raise Broken(f"schema {name}, step {step}: it does not open\n{copy.bridge.log_tail()}")
            copy.judge()
    return f"{runs} kills while {len(schemas)} older schemas were brought up to date: nothing lost, nothing twice"


def killed_restores(given, disk, folder):
    """F20: SIGKILL at each step of putting a backup in the place of the database"""
    house = grown(given, folder)
    backup = os.path.join(folder, "backup.sqlite")
    subprocess.run(house.bridge.command("backup", backup), check=True, stdout=subprocess.DEVNULL)
    before = house.times()
    if house.poll() != 0:
        raise Broken(house.bridge.log_tail())
    after = house.times()

    def restore(copy, **environment):
        return subprocess.run(
            copy.bridge.command("restore", backup),
            env={**os.environ, **disk.of(copy, **environment)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        ).returncode

    again = os.path.join(folder, "copy")
    log = os.path.join(folder, "steps.log")
    if restore(house.copy(again), FAULT_LOG=log) != 0:
        raise Broken("without any fault it fails")
    with open(log) as lines:
        steps = len(lines.readlines())
    runs = {"old": 0, "restored": 0}
    for step in range(1, steps + 1, max(1, steps // 8) if given.quick else 1):
        copy = house.copy(again)
        restore(copy, FAULT_AT=str(step), FAULT_KIND="KILL")
        found = copy.times()
        if found not in (before, after):
            raise Broken(f"step {step}: neither the old database nor the backup is there")
        runs["restored" if found == before else "old"] += 1
        if copy.poll() != 0:
            raise Broken(f"step {step}: the next poll fails\n{copy.bridge.log_tail()}")
        copy.judge()
    return f"{sum(runs.values())} kills: {runs['old']} times all was as before, {runs['restored']} times restored; nothing said twice"


def wait_for(condition, patience, complaint):
    limit = time.monotonic() + patience
    while not condition():
        if time.monotonic() > limit:
            raise Broken(f"it {complaint} within {patience} s")
        time.sleep(0.2)
