"""What is expected, and what is said when something else comes."""

import time


class Disappointment(Exception):
    def __init__(self, what, expected, got):
        super().__init__(f"{what}\nexpected: {expected}\ngot:      {got!r}")


class Inability(Exception):
    """Of a client; nothing is wrong with the server."""


def require(client, ability):
    if not hasattr(client, ability):
        raise Inability(f"it has no {ability}")


def expect(what, got, expected):
    if got != expected:
        raise Disappointment(what, repr(expected), got)


def expect_true(what, condition, got):
    if not condition:
        raise Disappointment(what, "that it is so", got)


def expect_in(what, part, whole):
    if part not in whole:
        raise Disappointment(what, f"{part!r} in it", whole)


def expect_among(what, entity, entities):
    expect_in(what, ids([entity])[0], ids(entities))


def expect_not_among(what, entity, entities):
    [number], numbers = ids([entity]), ids(entities)
    if number in numbers:
        raise Disappointment(what, f"{number} is not there", numbers)


def expect_within(seconds, what, probe):
    limit = time.monotonic() + seconds
    while not probe():
        if time.monotonic() > limit:
            raise Disappointment(what, f"within {seconds} s", None)
        time.sleep(0.02)


def expect_refusal(code, call, /, *arguments, **named):
    """Has Mastodon.py do something that the server has to refuse; returns the words of the refusal."""
    try:
        done = call(*arguments, **named)
    except Exception as error:
        if len(error.args) < 4:
            raise
        if error.args[1] != code:
            raise Disappointment(f"{call.__name__} is refused", code, error.args[1:]) from error
        return error.args[3]
    raise Disappointment(f"{call.__name__} is refused", code, done)


def ids(entities):
    """Mastodon.py 1 makes numbers of them."""
    return [str(entity["id"]) for entity in entities]
