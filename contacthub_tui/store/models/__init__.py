"""The tables, as peewee models. Only `store` and `services` know them."""

from contacthub_tui.store.models.base import PROXY
from contacthub_tui.store.models.by_hand import (
    AccountModel,
    DeletedContactModel,
    DeletionModel,
    DistinctPairModel,
    MergedContactModel,
)
from contacthub_tui.store.models.contact import ContactModel, CustomFieldModel
from contacthub_tui.store.models.contact_list import (
    ContactListModel,
    ListCountModel,
    MembershipModel,
)
from contacthub_tui.store.models.import_run import ImportRowModel, ImportRunModel
from contacthub_tui.store.models.preference import PreferenceChangeModel, PreferenceModel

MODELS = (
    ContactModel,
    ContactListModel,
    MembershipModel,
    ListCountModel,
    CustomFieldModel,
    PreferenceChangeModel,
    PreferenceModel,
    ImportRunModel,
    ImportRowModel,
    AccountModel,
    DeletionModel,
    DeletedContactModel,
    DistinctPairModel,
    MergedContactModel,
)

__all__ = [
    "MODELS",
    "PROXY",
    "AccountModel",
    "ContactListModel",
    "ContactModel",
    "CustomFieldModel",
    "DeletedContactModel",
    "DeletionModel",
    "DistinctPairModel",
    "ImportRowModel",
    "ImportRunModel",
    "ListCountModel",
    "MembershipModel",
    "MergedContactModel",
    "PreferenceChangeModel",
    "PreferenceModel",
]
