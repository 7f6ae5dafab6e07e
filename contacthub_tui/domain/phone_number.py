"""The value that reading a phone number gives. Pure data; `phone` makes it."""

from enum import StrEnum
from typing import NamedTuple


class NumberKind(StrEnum):
    """What a valid number can be, by libphonenumber's types."""

    MOBILE = "mobile"
    MAYBE_MOBILE = "maybe-mobile"
    LANDLINE = "landline"
    OTHER = "other"


class Number(NamedTuple):
    """A valid phone number: its E.164 spelling (`+33612345678`) and what it can be.

    `MAYBE_MOBILE` is libphonenumber's "fixed line or mobile" (the United States, for one);
    `LANDLINE` is surely a fixed line; `OTHER` is all the rest (toll-free, internet, pagers).
    """

    e164: str
    kind: NumberKind

    @property
    def can_be_mobile(self) -> bool:
        """Whether a text message may arrive."""
        return self.kind in (NumberKind.MOBILE, NumberKind.MAYBE_MOBILE)
