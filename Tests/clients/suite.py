"""Runs the groups of one suite inside the environment of its client; what it has to know comes as JSON.

Scene and checks are those beside it, unless it is told of another home.
"""

import importlib
import inspect
import json
import sys
import time
import traceback

from wishes import Disappointment, Inability


def checks(group):
    """The functions of a module, in their order."""
    module = importlib.import_module(f"checks.{group}")
    functions = [member for member in vars(module).values() if inspect.isfunction(member)]
    return [one for one in functions if one.__module__ == module.__name__ and not one.__name__.startswith("_")]


def main():
    facts = json.load(sys.stdin)
    if "home" in facts:
        sys.path.insert(0, facts["home"])
    scene = importlib.import_module("scene").Scene(facts)
    passed = failed = 0
    for group in facts["groups"]:
        before = failed
        for check in checks(group):
            words = f"{facts['suite']}, {group.replace('_', ' ')}: {check.__name__.replace('_', ' ')}"
            started = time.monotonic()
            outcome, complaint = run(check, scene)
            print(f"{outcome:<7} {words} ({time.monotonic() - started:.1f} s)", flush=True)
            if complaint:
                print("        " + complaint.replace("\n", "\n        "), flush=True)
            failed += outcome == "FAILED"
            passed += outcome == "ok"
        if failed > before and not facts["keep_going"]:
            break
    scene.close()
    print(f"{facts['suite']}: {passed} checks passed, {failed} failed", flush=True)
    sys.exit(failed > 0)


def run(check, scene):
    try:
        check(scene)
    except Inability as inability:
        return "skipped", str(inability)
    except Disappointment as disappointment:
        return "FAILED", f"{disappointment}\n{place(disappointment, check)}"
    except Exception as error:
        return "FAILED", f"{type(error).__name__}: {error}\n{place(error, check)}"
    return "ok", None


def place(error, check):
    """The line of the check that it happened on."""
    frames = traceback.extract_tb(error.__traceback__)
    [*_, frame] = [frame for frame in frames if frame.filename == check.__code__.co_filename] or frames
    return f"at {frame.name}, line {frame.lineno}: {frame.line}"


if __name__ == "__main__":
    main()
