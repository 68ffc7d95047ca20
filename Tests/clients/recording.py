"""Keeps what Mastodon.py 2 was given that its own types (`return_types.py`) do not allow."""

import collections
import typing

import mastodon

ABSENT = object()
# Mastodon documents that a post tells name and website of its program; Mastodon.py takes that for a whole Application.
PARTIAL = {("Status", "application")}


class Recording:
    """Of all answers and events, together with the types that Mastodon.py was about to give them."""

    def __init__(self):
        self.seen = collections.Counter()
        self._missing = collections.Counter()

    def start(self):
        """Listens in where Mastodon.py makes entities out of JSON."""
        for module in (mastodon.internals, mastodon.streaming):
            module.try_cast_recurse = self._listening_in(module.try_cast_recurse)

    def missing(self):
        """What a type demands, and how often it was not there: `Account.uri is null (3 of 40)`."""
        return [
            f"{entity}.{name} is {flaw} ({count} of {self.seen[entity]})"
            for (entity, name, flaw), count in sorted(self._missing.items())
        ]

    def _listening_in(self, cast):
        def listening_cast(kind, value, *rest):
            if not (isinstance(value, dict) and "error" in value):
                self._compare(mastodon.types_base._str_to_type(kind) if isinstance(kind, str) else kind, value)
            return cast(kind, value, *rest)

        return listening_cast

    def _compare(self, kind, value):
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Union:
            kinds = [part for part in parts if self._is_entity(part) or not isinstance(value, dict)]
            if isinstance(value, dict) and kinds:
                self._compare(min(kinds, key=lambda entity: len(self._flaws(entity, value))), value)
            elif isinstance(value, list):
                self._compare(next((part for part in kinds if typing.get_args(part)), None), value)
        elif isinstance(value, list) and parts:
            for element in value:
                self._compare(parts[0], element)
        elif isinstance(value, dict) and origin is dict:
            for element in value.values():
                self._compare(parts[1], element)
        elif isinstance(value, dict) and self._is_entity(kind):
            self._compare_fields(kind, value)

    def _compare_fields(self, entity, value):
        self.seen[entity.__name__] += 1
        for name, flaw in self._flaws(entity, value):
            self._missing[entity.__name__, name, flaw] += 1
        for name, kind in self._fields(entity):
            inner = value.get(name)
            if inner is not None and (entity.__name__, name) not in PARTIAL:
                self._compare(kind, inner)

    def _flaws(self, entity, value):
        flaws = []
        for name, kind in self._fields(entity):
            found = value.get(name, ABSENT)
            if (found is ABSENT or found is None) and type(None) not in typing.get_args(kind):
                flaws.append((name, "absent" if found is ABSENT else "null"))
        return flaws

    @staticmethod
    def _is_entity(kind):
        return isinstance(kind, type) and issubclass(kind, mastodon.types_base.AttribAccessDict)

    @staticmethod
    def _fields(entity):
        """By the names in JSON; Mastodon.py calls some of them otherwise."""
        renamed = getattr(entity, "_rename_map", {})
        hints = typing.get_type_hints(entity, vars(mastodon.return_types))
        return [(renamed.get(name, name), kind) for name, kind in hints.items() if not name.startswith("_")]


RECORDING = Recording()
