#!/usr/bin/env python3
"""Remove the sync groups whose names match a pattern, by one `syncgroup batch`.

    examples/batch.py 'Test*'          asks before it removes anything
    examples/batch.py 'Test*' --yes    does not ask

SYNCGROUP_ARGS has the options that choose the tenant, as in `-p sandbox`.
"""

import json
import os
import shlex
import subprocess
import sys


class Batch:
    def __init__(self):
        options = shlex.split(os.environ.get("SYNCGROUP_ARGS", ""))
        self.process = subprocess.Popen(
            ["syncgroup", *options, "batch", "--protocol", "1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.last = 0
        if not self.process.stdout.readline():  # the event `ready`
            sys.exit(self.process.wait())  # the error is on stderr

    def ask(self, do, **keys):
        """The events of one request; the last is `done`."""
        self.last += 1
        print(json.dumps({"id": self.last, "do": do, **keys}), file=self.process.stdin, flush=True)
        events = []
        for line in self.process.stdout:
            events.append(json.loads(line))
            if events[-1]["event"] == "error":
                raise RuntimeError("; ".join([events[-1]["message"], *events[-1]["causes"]]))
            if events[-1]["event"] == "done":
                return events
        raise RuntimeError("syncgroup ended before it answered")

    def end(self):
        print(json.dumps({"do": "end"}), file=self.process.stdin, flush=True)
        return self.process.wait()


def main(pattern, yes):
    batch = Batch()
    found = batch.ask("list", name=pattern)
    for group in [event["object"] for event in found if event["event"] == "object"]:
        tried = batch.ask("remove", ref=group["id"], dryRun=True)
        print(f"remove {group['name']}")
        for event in tried:
            if event["event"] in ("consequence", "warning"):
                print(f"  {event['message']}")
        if yes or input("  remove it? [y/N] ").strip().lower() in ("y", "yes"):
            # Refused where anything has changed since the dry run.
            batch.ask("remove", ref=group["id"], token=tried[-1]["token"], run="batch.py")
            print("  removed")
    return batch.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--yes" in sys.argv[2:]))
