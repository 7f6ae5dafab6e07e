"""What refused wishes on custom fields and settings say."""

from contacthub_tui.i18n import mark

SETTINGS_SENTENCES: dict[str, tuple[str, ...]] = {
    "field-gone": (mark("Someone has deleted this custom field meanwhile. Nothing was changed."),),
    "field-name-empty": (
        mark("A custom field needs a name with letters or digits. Nothing was changed."),
    ),
    "field-name-long": (
        mark("A name has at most {limit} characters. Nothing was changed. Shorten it."),
    ),
    "field-name-reserved": (
        mark("Every contact has “{name}” already. Nothing was changed. Choose another name."),
    ),
    "field-name-taken": (
        mark("There is a custom field “{name}” already. Nothing was changed. Choose another name."),
    ),
    "field-in-import": (
        mark(
            "Import {run} is at work and may write values of this field. Nothing else was "
            "changed. Wait for its end."
        ),
    ),
    "field-misfits": (
        mark(
            "{count} values are not of that kind: {values}. Nothing was changed. Correct them, "
            "or keep the kind."
        ),
    ),
    "setting-long": (mark("At most {limit} characters. Shorten it."),),
    "setting-country": (mark("No such country. Choose one of the list."),),
    "setting-choice": (mark("Choose one of what is offered."),),
    "setting-folders": (mark("Write whole paths of folders, parted by colons."),),
    "setting-link": (
        mark("Write a web address, such as https://example.org/help, or an email address."),
    ),
    "setting-address": (
        mark(
            "Write a web address without name and password, such as https://eu.app.api.sinch.com."
        ),
    ),
    "setting-not-secure": (
        mark("Begin it with https: the credentials of the account travel along."),
    ),
    "setting-listen": (mark("Write a host and a port, such as 127.0.0.1:13080."),),
    "setting-sender": (mark("Write a number, or a name of at most 11 letters, digits and signs."),),
    "setting-rate": (mark("Write a whole number from 1 to {limit}."),),
    "setting-no-words": (mark("Keep at least one word: people must be able to say stop."),),
    "setting-many-words": (mark("At most {limit} words. Remove some."),),
}
