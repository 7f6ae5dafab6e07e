"""What refused wishes about lists say."""

from contacthub_tui.i18n import mark

LIST_SENTENCES: dict[str, tuple[str, ...]] = {
    "list-name-empty": (mark("A list needs a name. Nothing was saved. Type one."),),
    "list-name-too-long": (
        mark("The name is longer than {limit} characters. Nothing was saved. Shorten it."),
    ),
    "list-name-taken": (
        mark(
            "There is a list “{name}” already; case, accents and signs do not tell names apart. "
            "Nothing was saved. Choose another name."
        ),
    ),
    "list-description-too-long": (
        mark("The description is longer than {limit} characters. Nothing was saved. Shorten it."),
    ),
    "list-changed": (
        mark(
            "Somebody else has changed this list meanwhile: it is “{name}” now ({description}). "
            "Nothing was saved yet. Save again to have it as you typed it."
        ),
        mark(
            "Somebody else has changed this list meanwhile: it is “{name}” now, without a "
            "description. Nothing was saved yet. Save again to have it as you typed it."
        ),
    ),
    "list-gone": (
        mark(
            "Somebody deleted this list, or merged it into another one. Its contacts are all "
            "there. Choose another list."
        ),
    ),
    "list-in-import": (
        mark(
            "An import is adding contacts to “{name}”. Nothing was changed. Wait for its end, or "
            "stop it first."
        ),
    ),
    "list-into-itself": (
        mark("A list cannot be merged into itself. Nothing was changed. Choose another list."),
    ),
}
