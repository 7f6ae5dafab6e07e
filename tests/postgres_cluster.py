"""A PostgreSQL cluster of the test run's own, from the server binaries of the system.

It listens on a socket in a folder of its own only, gives up durability for speed, and is gone when
the tests end, also when they are killed.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

OWNER = "contacthub"
START_SECONDS = 60
#: A folder in memory, and the bytes that must be free there. A database of its own for every test
#: costs a third of what it does on a disk.
IN_MEMORY, ROOM = Path("/dev/shm"), 6 * 1024**3

#: Nothing here outlives the run, so nothing needs to survive a power cut.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")


class NoPostgresError(Exception):
    """There are no server binaries, or the cluster did not start; the text says which."""


def find_binaries() -> Path:
    """The folder that holds both `initdb` and `postgres`. Raises NoPostgresError."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if pg_config := shutil.which("pg_config"):
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        places.insert(0, Path(said.stdout.strip() or "/"))
    if initdb := shutil.which("initdb"):
        places.append(Path(initdb).resolve().parent)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise NoPostgresError("no PostgreSQL server binaries (Debian: apt-get install postgresql)")


def _version(path: Path) -> float:
    try:
        return float(path.parent.name)
    except ValueError:
        return 0.0


@dataclass
class Cluster:
    """A running server. `folder` holds its data, its log and its socket."""

    folder: Path
    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes]

    def url(self, name: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql://{OWNER}@/{name}?host={quote(str(self.folder), safe='')}"

    @cached_property
    def copying(self) -> str:
        """How a small database is copied cheapest: file by file, which is asked for since 15."""
        import psycopg  # noqa: PLC0415 -- an extra

        with psycopg.connect(self.url("postgres")) as connection:
            return "STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""

    def run(self, statement: str) -> None:
        """Run one statement outside of any transaction."""
        import psycopg  # noqa: PLC0415 -- an extra: without it these tests are skipped

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def create(self, name: str, template: str = "template0") -> str:
        """A new database, a copy of `template`; its URL."""
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {self.copying}')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def restart(self, how: signal.Signals) -> None:
        """Stop the server by SIGTERM (smart), SIGINT (fast) or SIGQUIT (immediate); start it."""
        self.process.send_signal(how)
        self.process.wait(timeout=START_SECONDS)
        self.process = self.start()
        _wait_until_ready(self)

    def stop(self) -> None:
        """Stop at once and remove everything."""
        self.process.send_signal(signal.SIGQUIT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_cluster(*settings: str) -> Cluster:
    """Make a cluster and start it, with settings of its own over those for speed.

    Raises NoPostgresError when that cannot be done.
    """
    try:
        import psycopg  # noqa: F401, PLC0415 -- an extra
    except ImportError:
        raise NoPostgresError("psycopg is not installed (the extra `postgres`)") from None
    binaries = find_binaries()
    # Not pytest's own folder: that one is closed to other users, and its path may be too long for
    # a socket (107 bytes).
    folder = Path(tempfile.mkdtemp(prefix="chub-pg-", dir=_place()))
    user = _server_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        return _start(binaries, folder, user, (*SPEED, *settings))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _place() -> Path:
    """Where the data lies: in memory, where there is much of it."""
    in_memory = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK)
    return IN_MEMORY if in_memory and shutil.disk_usage(IN_MEMORY).free > ROOM else Path("/tmp")


def _server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgresError("PostgreSQL refuses to run as root, and there is no other user here")


def _start(
    binaries: Path, folder: Path, user: pwd.struct_passwd | None, settings: tuple[str, ...]
) -> Cluster:
    data = folder / "data"
    other_user = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid}
    if user is not None:
        other_user["extra_groups"] = []
    command: list[str | Path] = [binaries / "initdb", "-D", data, "-U", OWNER, "-A", "trust"]
    command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, **other_user
    )
    if made.returncode:
        raise NoPostgresError(f"initdb failed: {made.stderr.strip()}")
    command = [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
    for setting in settings:
        command += ["-c", setting]
    if setpriv := shutil.which("setpriv"):  # ends the server when the tests are killed
        command = [setpriv, "--pdeathsig", "QUIT", "--", *command]

    def start() -> subprocess.Popen[bytes]:
        with (folder / "log").open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **other_user,
            )

    cluster = Cluster(folder, start, start())
    try:
        _wait_until_ready(cluster)
    except BaseException:
        cluster.stop()
        raise
    return cluster


def _wait_until_ready(cluster: Cluster) -> None:
    import psycopg  # noqa: PLC0415 -- an extra

    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            cluster.run("SELECT 1")
            return
        except psycopg.OperationalError as error:
            if cluster.process.poll() is not None or time.monotonic() > deadline:
                said = (cluster.folder / "log").read_text(errors="replace")[-1000:]
                raise NoPostgresError(f"the server did not start: {said or error}") from error
        time.sleep(0.05)
