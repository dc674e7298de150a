"""How other programs are run, and what is said of those that fail."""

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Command = Sequence[str | Path]
Run = Callable[[Command], "subprocess.CompletedProcess[str]"]


class SetupError(Exception):
    """A problem that the user has to fix first; the message says what and how."""


def tell(message: str) -> None:
    """Print a message to stderr; stdout belongs to the command."""
    print(message, file=sys.stderr, flush=True)


def run_quietly(command: Command) -> "subprocess.CompletedProcess[str]":
    """Run a command, and capture its output in case it fails."""
    try:
        return subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="locale",
            errors="replace",
        )
    except OSError as error:  # the program does not exist or cannot be started
        return subprocess.CompletedProcess(command, 127, str(error))


def hand_over(
    command: Command, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> int:
    """Let another process do the work, and return its exit status.

    Does not use `os.exec`, which on Windows returns to the shell at once. Ctrl+C reaches both
    processes; this one ignores it, so that a server or pytest can finish. SIGTERM reaches only this
    process, which passes it on, even during the start.
    """
    children: list[subprocess.Popen[bytes]] = []
    requests: list[int] = []

    def pass_on(number: int, _: object) -> None:
        requests.append(number)
        for child in children:
            child.terminate()

    at_interrupt = signal.signal(signal.SIGINT, lambda *_: None)
    at_terminate = signal.signal(signal.SIGTERM, pass_on)
    with subprocess.Popen(command, cwd=folder, env=environment) as child:
        children.append(child)
        if requests:
            child.terminate()
        status = child.wait()
    signal.signal(signal.SIGINT, at_interrupt)
    signal.signal(signal.SIGTERM, at_terminate)
    return status if status >= 0 else 128 - status  # ended by a signal: the status of a shell


def last_lines(output: str) -> str:
    """Return the end of the output of a failed step, which contains the reason."""
    return "\n".join(output.strip().splitlines()[-6:])
