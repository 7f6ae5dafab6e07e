"""A file system that is soon full: memory with a limit, mounted for one test.

As root it is mounted as it is; another user mounts it in a namespace of its own, in which the
program then runs. Where neither can be done tests are skipped, and fail in CI.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands.program import PROGRAM, Answer


@dataclass
class SmallDisk:
    """`path` is where the program finds it, `seen` where this process does."""

    path: Path
    seen: Path
    prefix: list[str]

    def resize(self, kilobytes: int) -> None:
        """Give it another size, not below what it holds."""
        options = f"remount,size={kilobytes}k"
        self._run("mount", "-o", options, str(self.path))

    def clear(self) -> None:
        """Remove all that is on it."""
        for entry in self.seen.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def fill(self) -> None:
        """Leave no room."""
        with (self.seen / "filler").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def used(self) -> int:
        """Kilobytes that are in use."""
        return shutil.disk_usage(self.seen).used // 1024

    def command(self, *arguments: object) -> list[str]:
        """The program, where it sees this file system."""
        return [*self.prefix, *PROGRAM, *map(str, arguments)]

    def contacthub(self, *arguments: object, **environment: str) -> Answer:
        """Call the program and wait for its end."""
        done = subprocess.run(
            self.command(*arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            env={**os.environ, **environment},
            check=False,
        )
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in answer.out + answer.err, answer
        return answer

    def _run(self, *command: str) -> None:
        subprocess.run([*self.prefix, *command], check=True, capture_output=True)


@contextmanager
def small_disk(path: Path, kilobytes: int) -> Iterator[SmallDisk]:
    """One of so many kilobytes, gone at the end."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)]
    if (
        os.geteuid() == 0
        and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    ):
        try:
            yield SmallDisk(path, path, [])
        finally:
            subprocess.run(["umount", "--lazy", str(path)], check=True)
        return
    yield from _in_namespace(path, mount)


def _in_namespace(path: Path, mount: list[str]) -> Iterator[SmallDisk]:
    # It lives as long as its standard input is open.
    script = '"$@" && echo ready && exec cat'
    keeper = subprocess.Popen(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", *mount],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        if keeper.stdout.readline() != b"ready\n":
            told = "no small file system here: it takes root, or namespaces (unshare --user)"
            if os.environ.get("CI"):
                pytest.fail(told)
            pytest.skip(told)
        enter = ["nsenter", "--preserve-credentials", "--user", "--mount", f"--target={keeper.pid}"]
        seen = Path(f"/proc/{keeper.pid}/root") / path.relative_to("/")
        yield SmallDisk(path, seen, [*enter, f"--wd={Path.cwd()}", "--"])
    finally:
        keeper.stdin.close()
        keeper.wait()
