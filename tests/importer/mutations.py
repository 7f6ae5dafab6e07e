"""Sound files, damaged. Enters: a seed and a number. Leaves: the bytes of a file, always the same.

`workbook(seed, number)` and `text(seed, number)` make one file; a failure is made again by its two
numbers. The damage is what disks, transfers, other programs and spite do to a file.
"""

import random

from tests.importer.damaged_bytes import in_bytes
from tests.importer.damaged_texts import in_text
from tests.importer.damaged_workbooks import in_package, in_records
from tests.importer.sample_files import texts, workbooks

#: The most bytes a damaged file has: repeated again and again, it would have gigabytes.
_MOST = 400_000


def workbook(seed: int, number: int) -> tuple[str, bytes]:
    """A damaged workbook and the suffix of the sound one."""
    rng = random.Random(f"workbook {seed} {number}")
    suffix, data = rng.choice(workbooks())
    for _time in range(rng.choice((1, 1, 1, 2, 5))):
        own = in_records if suffix == "xls" else in_package
        change = rng.choice((in_bytes, own, own, own))
        data = change(rng, data)[:_MOST]
    return suffix, data


def text(seed: int, number: int) -> bytes:
    """A damaged text."""
    rng = random.Random(f"text {seed} {number}")
    data = rng.choice(texts())
    for _time in range(rng.choice((1, 1, 2, 3, 8))):
        data = rng.choice((in_bytes, in_text, in_text))(rng, data)[:_MOST]
    return data
