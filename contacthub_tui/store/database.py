"""The open store: one database a process, SQLite or PostgreSQL.

Enters: a URL. Leaves: `session()` to read and `transaction()` to write, both refused on the event
loop, and every failure of the database as a `StoreError` with a code.
"""

import asyncio
import logging
import os
import re
import select
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import unquote

import peewee
from playhouse.cysqlite_ext import CySqliteDatabase

from contacthub_tui.domain.contact_query import likened
from contacthub_tui.errors import StoreError
from contacthub_tui.paths import named
from contacthub_tui.store import same_file
from contacthub_tui.store.failures import as_store_error, driver_errors
from contacthub_tui.store.migrate import APPLICATION_ID, migrate
from contacthub_tui.store.models import PROXY

SQLITE_MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 5
#: Kilobytes that a thread keeps of a SQLite file: to write much, and for screens.
WRITER_CACHE, READER_CACHE = 64 * 1024, 6 * 1024
#: Seconds for which work that nobody sits in front of waits for a database that is away or busy.
PATIENCE = 60
#: Who comes, with a password, in a URL. Errors are printed and kept.
_PASSWORD = re.compile(r"(?<=://)[^@\s]*@")

_log = logging.getLogger(__name__)
_Asked = ParamSpec("_Asked")
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `place` is what operators know it by: a file's name or a database's."""

    url: str
    engine: str
    place: str
    database: Any

    def close(self) -> None:
        """Close this thread's connection and let another store be opened."""
        if not self.database.is_closed():
            self.database.close()
        PROXY.initialize(None)


def open_store(url: str, create: bool = True, cache: int = WRITER_CACHE) -> Store:
    """Open the store at `url` and bring its schema up to date.

    `sqlite:///relative/path`, `sqlite:////absolute/path`, a plain path, or `postgresql://…`.
    With `create` a missing SQLite file is made, its folder too. Each thread that asks keeps up to
    `cache` kilobytes of a SQLite file in memory.

    Raises StoreError: bad-url, no-driver, away, locked, read-only, full, newer-schema,
    not-contacthub, damaged.
    """
    if url.startswith(("postgresql://", "postgres://")):
        store = _postgres_store(url)
    else:
        store = _sqlite_store(url, create, cache)
    PROXY.initialize(store.database)
    try:
        _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _bring_up_to_date(store: Store) -> None:
    # Where several processes make one store, SQLite refuses all but one of them the change to WAL
    # at once, without the wait that every other lock gets.
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with session():
                migrate(store.database)
            if store.engine == "sqlite":
                same_file.remember(store.database)
            return
        except StoreError as error:
            if error.code != "locked" or time.monotonic() > patience:
                raise
            time.sleep(0.05)


def sqlite_path(url: str) -> Path:
    """The file a SQLite URL or plain path names. Raises StoreError bad-url."""
    if url.startswith("sqlite:"):
        rest = url.removeprefix("sqlite:")
        if not rest.startswith("///") or len(rest) == 3:
            raise StoreError("bad-url", url=_PASSWORD.sub("…@", url))
        name = unquote(rest[3:], errors="surrogateescape")
    else:
        name = url
    # The path goes to SQLite as UTF-8 that ends at the first NUL.
    is_text = "\0" not in name and not any("\ud800" <= sign <= "\udfff" for sign in name)
    if not is_text or not url or (name is url and "://" in url):
        raise StoreError("bad-url", url=_PASSWORD.sub("…@", url))
    # What SQLite calls so is kept in memory, for one thread, and gone at the end.
    if name == ":memory:":
        raise StoreError("bad-url", url=url)
    return named(name)


def _sqlite_store(url: str, create: bool, cache: int) -> Store:
    path = sqlite_path(url)
    _check_sqlite_file(path, create)
    database = CySqliteDatabase(
        str(path),
        timeout=BUSY_SECONDS,
        # A deferred transaction that turns into a writer fails at once where another one writes;
        # an immediate one waits its turn.
        lock_type="IMMEDIATE",
        pragmas={
            "journal_mode": "wal",
            "synchronous": "full",
            "foreign_keys": 1,
            "trusted_schema": 0,
            # REPLACE then meets the guards of what it would remove.
            "recursive_triggers": 1,
            "cache_size": -cache,
            "temp_store": "memory",
            "journal_size_limit": 64 * 1024 * 1024,
        },
    )
    database.register_function(likened, "contacthub_likened", 1, deterministic=True)
    return Store(url, "sqlite", path.name, database)


def _check_sqlite_file(path: Path, create: bool) -> None:
    """Refuse what is no ContactHub file before SQLite writes a byte to it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        if not create:
            raise StoreError("away", place=str(path)) from None
        _make_folder(path.parent)
        return
    except OSError as error:
        raise StoreError("away", place=str(path), reason=str(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise StoreError("not-contacthub", place=str(path))
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StoreError("read-only", place=str(path))
    if status.st_size == 0:
        return
    with path.open("rb") as file:
        header = file.read(100)
    owner = int.from_bytes(header[68:72], "big")
    # It has had no table yet (https://sqlite.org/fileformat2.html#schema_cookie): whoever began to
    # make this store was killed, or had no room.
    if header.startswith(SQLITE_MAGIC) and owner == 0 and header[40:44] == bytes(4):
        return
    if not header.startswith(SQLITE_MAGIC) or owner != APPLICATION_ID:
        # A store being made by another process has no owner in its header yet, only in its WAL.
        wal = path.with_name(path.name + "-wal")
        if header.startswith(SQLITE_MAGIC) and owner == 0 and wal.exists():
            return
        raise StoreError("not-contacthub", place=str(path))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("read-only", place=str(folder), reason=str(error)) from error
    if not os.access(folder, os.W_OK):
        raise StoreError("read-only", place=str(folder))


def _postgres_store(url: str) -> Store:
    try:
        import psycopg.conninfo  # noqa: PLC0415 - an extra that SQLite users do not have
    except ImportError:
        raise StoreError("no-driver") from None
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except (psycopg.Error, UnicodeEncodeError) as error:
        raise StoreError("bad-url", url=_PASSWORD.sub("…@", url)) from error
    name = str(parts.get("dbname") or parts.get("user") or "postgres")
    # peewee hands a URL with this scheme to the driver as it is.
    conninfo = "postgresql://" + url.split("://", 1)[1]
    database = peewee.PostgresqlDatabase(conninfo, prefer_psycopg3=True)
    return Store(url, "postgresql", name, database)


def current_database() -> Any:
    """The database of the open store. Raises RuntimeError when none is open."""
    if PROXY.obj is None:
        raise RuntimeError("no store is open")
    return PROXY.obj


def is_postgres() -> bool:
    """Whether the open store is PostgreSQL."""
    return isinstance(current_database(), peewee.PostgresqlDatabase)


def _refuse_event_loop() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("the store was asked on the event loop: call it in a thread")


@contextmanager
def session() -> Iterator[Any]:
    """This thread's connection, to read. Raises StoreError (also where the file of a SQLite store
    is no longer there), and RuntimeError on the event loop.
    """
    _refuse_event_loop()
    database = current_database()
    try:
        _close_broken(database)
        same_file.check(database)
        database.connect(reuse_if_open=True)
        yield database
    except driver_errors(database) as error:
        failure = as_store_error(error, database)
        if failure is None:
            raise
        raise failure from error


def _close_broken(database: Any) -> None:
    """A connection to PostgreSQL that broke is of no more use; this session makes a new one."""
    if not isinstance(database, peewee.PostgresqlDatabase) or database.is_closed():
        return
    if not database.in_transaction() and _is_broken(database.connection()):  # type: ignore[no-untyped-call]
        database.close()


def _is_broken(connection: Any) -> bool:
    """Whether the server ended a connection that nothing is asked of now: its end is to be read."""
    line = connection.pgconn
    while not connection.closed:
        asked = select.poll()
        asked.register(line.socket, select.POLLIN)
        if not asked.poll(0):
            return False
        try:
            line.consume_input()
        except driver_errors(current_database()):
            return True
    return True


def close_connection() -> None:
    """Close this thread's connection, before the thread ends. The next session makes a new one."""
    database = current_database()
    if not database.is_closed():
        database.close()


@contextmanager
def transaction() -> Iterator[Any]:
    """All or nothing: what is written inside is committed at its end, or not at all."""
    with session() as database, database.atomic():
        yield database


def insist(work: Callable[_Asked, _Done], *asked: _Asked.args, **named: _Asked.kwargs) -> _Done:
    """Call `work`, again while the database is away or busy, for up to `PATIENCE` seconds.

    Where the connection breaks at a commit nobody knows whether it was done: the work must be such
    that it may be done once more. Raises what the last attempt raised.
    """
    deadline = time.monotonic() + PATIENCE
    pause = 0.05
    while True:
        try:
            return work(*asked, **named)
        except StoreError as error:
            if error.code not in ("away", "locked") or time.monotonic() > deadline:
                raise
            _log.warning("the database is %s, trying again: %s", error.code, dict(error.detail))
        time.sleep(pause)
        pause = min(2 * pause, 2.0)
