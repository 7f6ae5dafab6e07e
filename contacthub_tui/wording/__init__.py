"""Codes become text for an operator. Enters: errors, reasons and states. Leaves: sentences, labels.

`sentences` holds what errors say, `labels` the short words of tables and forms, `form` what stands
below the fields of a form, `countries` their names.
"""

from contacthub_tui.wording.labels import (
    change_reason,
    field_label,
    file_words,
    origin_label,
    row_reason,
    source_label,
    state_label,
    status_label,
)
from contacthub_tui.wording.sentences import CODES, sentence

__all__ = [
    "CODES",
    "change_reason",
    "field_label",
    "file_words",
    "origin_label",
    "row_reason",
    "sentence",
    "source_label",
    "state_label",
    "status_label",
]
