"""Plans of columns told in a line. Enters: `Header=kind of cells|…`. Leaves: where each goes."""

from collections.abc import Mapping, Sequence

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.importer.mapping import Plan, plan_columns

#: What the columns of these tests hold.
CELLS = {
    "mobile": ["06 12 34 56 78", "0612345679", "+33612345680", "06.98.76.54.32", "0698765433"],
    "landline": ["01 42 68 53 00", "0472005999", "01 45 67 89 01", "", "03 20 11 22 33"],
    "first": ["Marie", "Jean", "Élodie", "Luc", "Anne"],
    "last": ["Dupont", "Martin", "Le Goff", "Petit", "Roux"],
    "full": ["Marie Dupont", "Jean Martin", "Élodie Le Goff", "Luc Petit", "Anne Roux"],
    "email": ["a@example.org", "b@example.org", "", "d@example.org", "e@example.org"],
    "date": ["12/04/1979", "25/12/1980", "", "01/02/1990", "31/03/2001"],
    "city": ["Lyon", "Paris", "Nice", "Lille", "Metz"],
    "text": ["to call back", "", "", "likes mornings", ""],
    "id": ["1021", "1022", "1025", "1031", "1040"],
    "long id": ["612345678", "612345679", "612345680", "612345681", "612345682"],
    "decimal": ["612345.678", "12345.6789", "143,85", "612345,10", "99.50"],
    "link": ["https://example.org/0612345678"] * 5,
    "status": ["subscribed", "unsubscribed", "", "subscribed", "stop"],
    "yes": ["yes", "no", "yes", "yes", ""],
    "true": ["TRUE", "FALSE", "TRUE", "FALSE", "FALSE"],
    "lead": ["Lead", "Customer", "Lead", "Open", "Lead"],
    "empty": [""] * 5,
}
HOBBY = CustomField(3, "Hobby", CustomKind.TEXT, 0)
RENEWAL = CustomField(4, "Renewal", CustomKind.DATE, 1)


def plan(
    columns: Sequence[tuple[str, str]],
    *by_hand: tuple[str, str],
    custom_fields: Sequence[CustomField] = (HOBBY, RENEWAL),
    last_time: Mapping[str, str | None] | None = None,
    region: str = "FR",
    date_order: DateOrder | None = None,
) -> Plan:
    headers = [header for header, _ in columns]
    rows = list(zip(*(CELLS[kind] for _, kind in columns), strict=True))
    return plan_columns(headers, rows, region, custom_fields, by_hand, last_time, date_order)


def fields(*arguments: object, **options: object) -> dict[str, str]:
    """The columns that go somewhere."""
    found = plan(*arguments, **options)  # type: ignore[arg-type]
    return {column.header: column.field for column in found.columns if column.field}


def columns(text: str) -> list[tuple[str, str]]:
    """`Header=kind of cells|…`"""
    return [
        (header, kind) for header, _, kind in (part.rpartition("=") for part in text.split("|"))
    ]
