"""What Textual (8.2) keeps of a screen that is gone, be it a form with what was typed in it.

Enters: the app, once a screen is gone. Leaves: nothing. Each form that was opened would be kept,
and looked through for what can go: after some twenty that holds a key up for a tenth of a second.
"""

from textual._styles_cache import StylesCache
from textual.app import App
from textual.dom import DOMNode


def let_go(app: App[object]) -> None:
    """Forget the widgets that are no more."""
    # Who watches the app is let go of only once what is watched changes, which may be never.
    watched: dict[str, list[tuple[DOMNode, object]]] = getattr(app, "__watchers", {})
    for watchers in watched.values():
        watchers[:] = [pair for pair in watchers if pair[0].is_running]
    # Its keys hold what the last 1,024 widgets have painted; its values are quickly made anew.
    StylesCache.get_inner_outer.cache_clear()
