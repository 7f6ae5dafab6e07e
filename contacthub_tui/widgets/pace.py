"""How far work with rows has come. Enters: a share, rows, seconds. Leaves: a bar and words."""

from textual.content import Content

from contacthub_tui.i18n import _, ngettext, number

_BAR = 30  # cells


def bar(share: float) -> Content:
    """A bar; `share` goes from 0 to 1."""
    done = round(share * _BAR)
    return Content.assemble(("━" * done, "$accent"), ("─" * (_BAR - done), "$line"))


def pace(rows: int, seconds: float, share: float) -> str:
    """Rows a second, and how long it will still take; nothing where that is not known."""
    if not seconds or not share:
        return ""
    rate = _("{n} rows/s").format(n=number(round(rows / seconds)))
    left = round(seconds * (1 - share) / share)
    if left < 90:
        return f"{rate} · " + ngettext("{n} second left", "{n} seconds left", left).format(n=left)
    minutes = round(left / 60)
    return f"{rate} · " + ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
