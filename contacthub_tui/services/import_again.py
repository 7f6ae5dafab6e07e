"""Import another file as one was imported. Enters: a run's id. Leaves: the options for it."""

import json
from dataclasses import replace

from contacthub_tui.domain.import_run import MAPPABLE, ImportOptions, ReadOptions
from contacthub_tui.domain.text import name_key
from contacthub_tui.services.custom_fields import custom_fields
from contacthub_tui.services.imports import SAID, list_ids, plan_of
from contacthub_tui.store.database import session


def options_like(run_id: int) -> ImportOptions:
    """The options to import another file as a run imported its own.

    With the mapping that was made by hand, also where that was done last time. How its file was to
    be read says nothing of another file; a list that is gone is made again. Raises RefusedError
    no-such-run.
    """
    plan, options = plan_of(run_id)
    with session():
        known = list_ids()
    mapping = options.mapping
    if plan:
        fields = {*MAPPABLE, *(f"custom:{field.id}" for field in custom_fields()), None}
        mapping = tuple(
            (column["header"], column["field"] or "")
            for column in json.loads(plan)["columns"]
            if column["why"] in SAID and column["field"] in fields
        )
    wanted = dict.fromkeys((*options.lists, *options.new_lists))
    return replace(
        options,
        read=ReadOptions(),
        mapping=mapping,
        lists=tuple(name for name in wanted if name_key(name) in known),
        new_lists=tuple(name for name in wanted if name_key(name) not in known),
    )
