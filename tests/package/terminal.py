"""Types into interactive shells, as a person at a terminal does, and tells how far it came.

Reads JSON from its standard input: {"shell": [words], "env": {...}, "cwd": path, "steps": [[what to wait for, what to type], ...]}.
Prints JSON: how many steps were taken, and what the terminal showed. A step waits as long as it must; only what never comes ends it.
"""
import json
import os
import pty
import select
import sys

PATIENCE = 120  # seconds without a sign of life, after which nothing will come any more

job = json.load(sys.stdin)
child, terminal = pty.fork()
if child == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["shell"][0], job["shell"], job["env"])

shown, seen, taken = b"", 0, 0
try:
    for wanted, typed in job["steps"]:
        wanted = wanted.encode()
        while (at := shown.find(wanted, seen)) < 0:
            if not select.select([terminal], [], [], PATIENCE)[0]:
                raise EOFError
            shown += os.read(terminal, 65536)
        seen = at + len(wanted)
        rest = typed.encode()
        while rest:
            # What a shell shows must be read, or it stops reading what is typed.
            readable, writable, _ = select.select([terminal], [terminal], [], PATIENCE)
            if readable:
                shown += os.read(terminal, 65536)
            if writable:
                rest = rest[os.write(terminal, rest[:256]):]
            if not readable and not writable:
                raise EOFError
        taken += 1
except (EOFError, OSError):
    pass
os.close(terminal)
os.waitpid(child, 0)
json.dump({"taken": taken, "shown": shown.decode(errors="replace")}, sys.stdout)
