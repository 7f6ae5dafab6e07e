"""How many members a list has, and how many of them are unsubscribed, kept by the database itself.

To count a million memberships takes a quarter of a second, so they are counted as they change, in
the transaction that changes them, whoever writes. The counts of a list are the sums of its rows in
`list_count`. SQLite, with its one writer, has one row a list and changes it. PostgreSQL adds a row
a statement, since a row that one transaction changes thousands of times becomes slow to find;
`services.lists` sums them up now and then. There, triggers take the lock of whoever writes
preferences: two transactions that do not see each other's work would count wrongly.

A contact counts as unsubscribed when any of its addresses is.
"""

from typing import Any

#: What `services.preferences` locks.
WRITER_LOCK = 0x43485542_0002

TABLES = """
CREATE TABLE list_count (
    list_id INTEGER NOT NULL REFERENCES contact_list (id) ON DELETE CASCADE,
    members INTEGER NOT NULL,
    unsubscribed INTEGER NOT NULL
) {end};
CREATE INDEX list_count_list_id ON list_count (list_id);
CREATE VIEW unsubscribed_contact AS SELECT c.id FROM contact c
WHERE EXISTS (SELECT 1 FROM preference p WHERE p.status = 'unsubscribed'
    AND p.number = c.mobile AND p.channel = 'mobile')
OR EXISTS (SELECT 1 FROM preference p WHERE p.status = 'unsubscribed'
    AND p.number = c.whatsapp AND p.channel = 'whatsapp');
INSERT INTO list_count (list_id, members, unsubscribed)
SELECT l.id, (SELECT count(*) FROM membership m WHERE m.list_id = l.id),
    (SELECT count(*) FROM membership m JOIN unsubscribed_contact u ON u.id = m.contact_id
    WHERE m.list_id = l.id)
FROM contact_list l;
"""

_JOINS = """UPDATE list_count SET members = members + 1, unsubscribed = unsubscribed
    + EXISTS (SELECT 1 FROM unsubscribed_contact WHERE id = new.contact_id)
    WHERE list_id = new.list_id;"""
_LEAVES = """UPDATE list_count SET members = members - 1, unsubscribed = unsubscribed
    - EXISTS (SELECT 1 FROM unsubscribed_contact WHERE id = old.contact_id)
    WHERE list_id = old.list_id;"""

#: A number is turned on one channel: its contact changes sides where the other channel has not
#: stopped it anyway.
_TURNS = "".join(
    f"""
    UPDATE list_count
    SET unsubscribed = unsubscribed + iif(new.status = 'unsubscribed', 1, -1)
    WHERE new.channel = '{channel}' AND list_id IN (
        SELECT m.list_id FROM contact c JOIN membership m ON m.contact_id = c.id
        WHERE c.{channel} = new.number AND NOT EXISTS (SELECT 1 FROM preference p
            WHERE p.status = 'unsubscribed' AND p.number = c.{other} AND p.channel = '{other}'));"""  # noqa: S608
    for channel, other in (("mobile", "whatsapp"), ("whatsapp", "mobile"))
)
_WAS_STOPPED = """(EXISTS (SELECT 1 FROM preference WHERE status = 'unsubscribed'
        AND number = old.mobile AND channel = 'mobile')
    OR EXISTS (SELECT 1 FROM preference WHERE status = 'unsubscribed'
        AND number = old.whatsapp AND channel = 'whatsapp'))"""

SQLITE_ONLY = f"""
CREATE TRIGGER list_is_counted AFTER INSERT ON contact_list BEGIN
    INSERT INTO list_count (list_id, members, unsubscribed) VALUES (new.id, 0, 0);
END;
CREATE TRIGGER member_joins AFTER INSERT ON membership BEGIN {_JOINS} END;
CREATE TRIGGER member_leaves AFTER DELETE ON membership BEGIN {_LEAVES} END;
CREATE TRIGGER member_moves AFTER UPDATE ON membership BEGIN {_LEAVES} {_JOINS} END;
-- While it can still be seen whether the contact is unsubscribed.
CREATE TRIGGER contact_leaves BEFORE DELETE ON contact BEGIN
    DELETE FROM membership WHERE contact_id = old.id;
END;
CREATE TRIGGER contact_turns AFTER UPDATE OF mobile, whatsapp ON contact
WHEN old.mobile IS NOT new.mobile OR old.whatsapp IS NOT new.whatsapp
BEGIN
    UPDATE list_count SET unsubscribed = unsubscribed
        + EXISTS (SELECT 1 FROM unsubscribed_contact WHERE id = new.id) - {_WAS_STOPPED}
    WHERE list_id IN (SELECT list_id FROM membership WHERE contact_id = new.id);
END;
CREATE TRIGGER number_stops AFTER INSERT ON preference WHEN new.status = 'unsubscribed'
BEGIN {_TURNS} END;
CREATE TRIGGER number_turns AFTER UPDATE ON preference WHEN new.status <> old.status
BEGIN {_TURNS} END;
"""  # noqa: S608

_COUNTED = """INSERT INTO list_count (list_id, members, unsubscribed)
        SELECT m.list_id, {sign} count(*), {sign} count(*) FILTER (
            WHERE EXISTS (SELECT 1 FROM unsubscribed_contact u WHERE u.id = m.contact_id))
        FROM {rows} m JOIN contact_list l ON l.id = m.list_id GROUP BY m.list_id;"""

#: The contacts of the numbers that were turned, each with how many of its addresses were stopped
#: then and are now.
_TURNED = """INSERT INTO list_count (list_id, members, unsubscribed)
        SELECT m.list_id, 0, sum((t.stops > 0)::int - (t.stops > t.turned)::int)
        FROM (
            SELECT c.id, sum(c.turned) AS turned,
                (EXISTS (SELECT 1 FROM preference p WHERE p.status = 'unsubscribed'
                    AND p.number = c.mobile AND p.channel = 'mobile'))::int
                + (EXISTS (SELECT 1 FROM preference p WHERE p.status = 'unsubscribed'
                    AND p.number = c.whatsapp AND p.channel = 'whatsapp'))::int AS stops
            FROM (
                SELECT c.id, c.mobile, c.whatsapp, w.turned FROM ({turned}) w
                JOIN contact c ON c.mobile = w.number WHERE w.channel = 'mobile'
                UNION ALL
                SELECT c.id, c.mobile, c.whatsapp, w.turned FROM ({turned}) w
                JOIN contact c ON c.whatsapp = w.number WHERE w.channel = 'whatsapp'
            ) c GROUP BY c.id, c.mobile, c.whatsapp
        ) t JOIN membership m ON m.contact_id = t.id
        WHERE (t.stops > 0) <> (t.stops > t.turned) GROUP BY m.list_id;"""

_STOPPED = "SELECT number, channel, 1 AS turned FROM written WHERE status = 'unsubscribed'"
_CHANGED = """SELECT n.number, n.channel,
                    CASE n.status WHEN 'unsubscribed' THEN 1 ELSE -1 END AS turned
                    FROM written n JOIN replaced o
                    ON o.number = n.number AND o.channel = n.channel AND o.status <> n.status"""


def _function(name: str, work: str, gives: str = "NULL", asked: str = "") -> str:
    asked = f"IF NOT EXISTS ({asked}) THEN RETURN NULL; END IF;" if asked else ""
    return f"""
CREATE FUNCTION contacthub_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {asked}
    PERFORM pg_advisory_xact_lock({WRITER_LOCK});
    {work}
    RETURN {gives};
END $$;"""


_LEFT = _COUNTED.format(sign="-", rows="gone")
_JOINED = _COUNTED.format(sign="", rows="joined")
_TURNS_MEMBER = f"""INSERT INTO list_count (list_id, members, unsubscribed)
        SELECT list_id, 0, (EXISTS (SELECT 1 FROM unsubscribed_contact WHERE id = NEW.id))::int
            - {_WAS_STOPPED}::int
        FROM membership WHERE contact_id = NEW.id;"""  # noqa: S608

FUNCTIONS = (
    _function("members_join", _JOINED, asked="SELECT FROM joined"),
    _function("members_leave", _LEFT, asked="SELECT FROM gone"),
    _function("members_move", f"{_LEFT} {_JOINED}", asked="SELECT FROM gone"),
    _function(
        "numbers_stop",
        _TURNED.format(turned=_STOPPED),
        asked="SELECT FROM written WHERE status = 'unsubscribed'",
    ),
    _function("numbers_turn", _TURNED.format(turned=_CHANGED), asked="SELECT FROM written"),
    _function("contact_leaves", "DELETE FROM membership WHERE contact_id = OLD.id;", gives="OLD"),
    _function("contact_turns", _TURNS_MEMBER),
)
POSTGRES_TRIGGERS = """
CREATE TRIGGER members_join AFTER INSERT ON membership REFERENCING NEW TABLE AS joined
    FOR EACH STATEMENT EXECUTE FUNCTION contacthub_members_join();
CREATE TRIGGER members_leave AFTER DELETE ON membership REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION contacthub_members_leave();
CREATE TRIGGER members_move AFTER UPDATE ON membership
    REFERENCING OLD TABLE AS gone NEW TABLE AS joined
    FOR EACH STATEMENT EXECUTE FUNCTION contacthub_members_move();
CREATE TRIGGER numbers_stop AFTER INSERT ON preference REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION contacthub_numbers_stop();
CREATE TRIGGER numbers_turn AFTER UPDATE ON preference
    REFERENCING OLD TABLE AS replaced NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION contacthub_numbers_turn();
-- While it can still be seen whether the contact is unsubscribed.
CREATE TRIGGER contact_leaves BEFORE DELETE ON contact
    FOR EACH ROW EXECUTE FUNCTION contacthub_contact_leaves();
CREATE TRIGGER contact_turns AFTER UPDATE OF mobile, whatsapp ON contact FOR EACH ROW
    WHEN (OLD.mobile IS DISTINCT FROM NEW.mobile OR OLD.whatsapp IS DISTINCT FROM NEW.whatsapp)
    EXECUTE FUNCTION contacthub_contact_turns();
"""


def up(migrator: Any, db: Any) -> None:
    """Make the table of counts, count what is there, and let the database go on counting."""
    postgres = type(migrator).__name__ == "PostgresqlMigrator"
    for statement in TABLES.format(end="" if postgres else "STRICT").split(";\n"):
        if statement.strip():
            db.execute_sql(statement)
    if postgres:
        db.execute_sql("".join(FUNCTIONS) + POSTGRES_TRIGGERS, ())
    else:
        db.connection().executescript(SQLITE_ONLY)
