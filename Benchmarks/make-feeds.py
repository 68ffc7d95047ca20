#!/usr/bin/env python3
"""Writes the feeds that Feedline is measured with: Benchmarks/make-feeds.py --feeds 2000 /tmp/feeds

The same options write the same bytes. Each of the flags is something that publishers do and that must not make a
client take an old item for a new one; --add is the one that brings news.
"""

import argparse
import datetime

from corpus import Corpus, History


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="where to; files of an earlier run are replaced")
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--items", type=int, default=20, help="items of each feed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epoch", type=datetime.datetime.fromisoformat, help="the newest item's date; a day ago if not given")
    parser.add_argument("--add", type=int, default=0, help="new items at the top of each feed")
    parser.add_argument("--https", action="store_true", help="every link and permalink moves from http to https")
    parser.add_argument("--new-guids", action="store_true", help="every guid changes")
    parser.add_argument("--reorder", action="store_true", help="items are shuffled")
    parser.add_argument("--redate", action="store_true", help="every date moves by three hours")
    parser.add_argument("--edit", action="store_true", help="titles, summaries and bodies are edited")
    given = parser.parse_args()

    epoch = given.epoch or datetime.datetime.now() - datetime.timedelta(days=1)
    epoch = epoch.replace(microsecond=0, tzinfo=epoch.tzinfo or datetime.timezone.utc)
    history = History(
        items=given.items,
        added=given.add,
        https=given.https,
        new_guids=given.new_guids,
        reordered=given.reorder,
        redated=given.redate,
        edited=given.edit,
    )
    Corpus(given.seed, epoch).write(given.folder, range(given.feeds), history)


if __name__ == "__main__":
    main()
