"""What phonenumbers by itself says of a text, and texts to ask it about."""

import random

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from contacthub_tui.domain.phone_number import Number, NumberKind

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = {
    PhoneNumberType.MOBILE: NumberKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: NumberKind.MAYBE_MOBILE,
    PhoneNumberType.FIXED_LINE: NumberKind.LANDLINE,
}
TYPES = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
EXAMPLES = [
    (region, number)
    for region in REGIONS
    for kind in TYPES
    if (number := phonenumbers.example_number_for_type(region, kind)) is not None
]

SIGNS = (" ", ".", "-", "/", "(", ")", "\u00a0", "\u202f", "\t", "")


def by_phonenumbers(text: str, region: str) -> Number | None:
    """What the library makes of a text by itself, None when that is no valid number."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    kind = KINDS.get(phonenumbers.number_type(number), NumberKind.OTHER)
    return Number(phonenumbers.format_number(number, PhoneNumberFormat.E164), kind)


def plain_spelling(chance: random.Random) -> tuple[str, str]:
    """A text of digits and signs that may be a number, and a region to read it in."""
    region, example = chance.choice(EXAMPLES)
    digits = list(phonenumbers.national_significant_number(example))
    for _ in range(chance.choice((0, 0, 1, 3, 6))):
        digits[chance.randrange(len(digits) // 2, len(digits))] = chance.choice("0123456789")
    change = chance.random()
    if change < 0.05:
        digits.append(chance.choice("0123456789"))
    elif change < 0.1:
        digits.pop()
    elif change < 0.15:
        digits[0] = chance.choice("0123456789")
    number, code = "".join(digits), str(example.country_code)
    text = chance.choice(
        (
            number,
            chance.choice(("0", "1", "8", "06")) + number,
            f"+{code}{number}",
            f"00{code}{number}",
            f"{code}{number}",
            f"+{code}0{number}",
            f"{code}0{number}",
            "".join(chance.choices("0123456789", k=chance.randrange(5, 17))),
        )
    )
    grouping = chance.random()
    if grouping < 0.4:
        size = chance.choice((2, 3))
        sign = chance.choice(SIGNS)
        text = sign.join(text[i : i + size] for i in range(0, len(text), size))
    elif grouping < 0.7:
        text = "".join(
            letter + (chance.choice(SIGNS) if chance.random() < 0.3 else "") for letter in text
        )
    if chance.random() < 0.1:
        text = f"'{text}"
    return text, region if chance.random() < 0.8 else chance.choice(REGIONS)
