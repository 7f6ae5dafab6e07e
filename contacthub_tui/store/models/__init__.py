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
from contacthub_tui.store.models.message import (
    AttentionModel,
    ConversationModel,
    DispatcherLeaseModel,
    DraftModel,
    GatewayStateModel,
    GroupSendModel,
    MessageModel,
    ReceiptModel,
    TemplateModel,
)
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
    ConversationModel,
    MessageModel,
    GroupSendModel,
    ReceiptModel,
    AttentionModel,
    TemplateModel,
    DraftModel,
    GatewayStateModel,
    DispatcherLeaseModel,
)

__all__ = [
    "MODELS",
    "PROXY",
    "AccountModel",
    "AttentionModel",
    "ContactListModel",
    "ContactModel",
    "ConversationModel",
    "CustomFieldModel",
    "DeletedContactModel",
    "DeletionModel",
    "DispatcherLeaseModel",
    "DistinctPairModel",
    "DraftModel",
    "GatewayStateModel",
    "GroupSendModel",
    "ImportRowModel",
    "ImportRunModel",
    "ListCountModel",
    "MembershipModel",
    "MergedContactModel",
    "MessageModel",
    "PreferenceChangeModel",
    "PreferenceModel",
    "ReceiptModel",
    "TemplateModel",
]
