"""The plan that an import run keeps. Enters: its JSON. Leaves: where each column of its file goes.

A run that is taken up again, and a row that is put right, are read as the run began to.
"""

import json

from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.importer.mapping import ColumnPlan, Plan


def plan_from_json(text: str) -> Plan:
    """The plan that the reader of a file wrote as JSON."""
    columns = []
    for held in json.loads(text)["columns"]:
        order = held["date_order"]
        held["samples"] = tuple(held["samples"])
        held["unclear"] = tuple(held.get("unclear", ()))
        held["date_order"] = DateOrder(order) if order else None
        columns.append(ColumnPlan(**held))
    return Plan(tuple(columns))
