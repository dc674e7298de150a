"""Runs the commands that workflows call, each in a copy of a process that has loaded most of them.

Loading takes half a second, and a workflow calls several commands. What they call as `python3` only
hands over the folder, the environment, the arguments and the three streams.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
LOADED = (
    "babel.support",
    "click",
    "coloraide",
    "course.read.loader",
    "course.tailor",
    "jinja2",
    "markdown_it",
    "resvg_py",
    "segno",
    "syllapy",
)
"""What takes longest to load. Not `minify`, whose threads would be missing in a copy."""
PROGRAM = """\
#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    call = json.dumps([os.getcwd(), dict(os.environ), sys.argv[2:]]).encode()
    socket.send_fds(server, [len(call).to_bytes(4)], [0, 1, 2])
    server.sendall(call)
    sys.exit(int(server.recv(16)))
"""
"""Takes the place of `python3` in `python3 build_course.py COMMAND`. The command gets the course in
the folder that the environment variable TESTED_COURSE names, and builds in the current folder."""


@contextmanager
def loaded_commands() -> Iterator[str]:
    """Start the process, and yield the text of the program that runs commands in it."""
    with TemporaryDirectory() as folder:
        address = str(Path(folder) / "calls")
        with subprocess.Popen(
            [sys.executable, "-m", "tests.commands", address], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.read()  # ends when it is ready
            yield PROGRAM.format(python=sys.executable, address=address)
            process.terminate()


def answer_calls(address: str) -> None:
    """Answer calls at an address, one after the other, until the process is ended."""
    for name in LOADED:
        import_module(name)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        os.close(sys.stdout.fileno())  # whoever started this process waits for it
        while True:
            connection, _ = server.accept()
            with connection:
                size, streams, _, _ = socket.recv_fds(connection, 4, 3)
                call = json.loads(connection.recv(int.from_bytes(size), socket.MSG_WAITALL))
                copy = os.fork()
                if not copy:
                    sys.exit(run(streams, *call))
                for stream in streams:
                    os.close(stream)
                _, status = os.waitpid(copy, 0)
                connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def run(streams: list[int], folder: str, environment: dict[str, str], arguments: list[str]) -> int:
    """Run a command as if it had been started here, and return its exit status."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    command, *options = arguments
    if command == "build" and "--output" not in options:
        options += ["--output", "site"]
    run_command = import_module("build_course").run_command
    status: int = run_command(command, [*options, "--folder", environment["TESTED_COURSE"]])
    return status


if __name__ == "__main__":
    answer_calls(sys.argv[1])
