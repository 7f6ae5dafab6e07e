"""The tables, as peewee models. Only `store` and `services` know them."""

from contacthub_tui.store.models.base import PROXY
from contacthub_tui.store.models.contact import ContactModel, CustomFieldModel
from contacthub_tui.store.models.contact_list import ContactListModel, MembershipModel
from contacthub_tui.store.models.import_run import ImportRowModel, ImportRunModel
from contacthub_tui.store.models.preference import PreferenceChangeModel, PreferenceModel

MODELS = (
    ContactModel,
    ContactListModel,
    MembershipModel,
    CustomFieldModel,
    PreferenceChangeModel,
    PreferenceModel,
    ImportRunModel,
    ImportRowModel,
)

__all__ = [
    "MODELS",
    "PROXY",
    "ContactListModel",
    "ContactModel",
    "CustomFieldModel",
    "ImportRowModel",
    "ImportRunModel",
    "MembershipModel",
    "PreferenceChangeModel",
    "PreferenceModel",
]
