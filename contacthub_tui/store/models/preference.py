"""Preferences and their ledger. Written by `services.preferences` alone."""

from peewee import SQL, AutoField, CompositeKey, IntegerField, TextField

from contacthub_tui.store.models.base import StoreModel


class PreferenceChangeModel(StoreModel):
    """The ledger: one line a change, never updated nor deleted; triggers see to it."""

    id = AutoField()
    channel = TextField()
    number = TextField(index=True)
    before = TextField(null=True)
    after = TextField()
    at = TextField()
    who = TextField()
    source = TextField()
    run_id = IntegerField(null=True)
    row_number = IntegerField(null=True)
    reason = TextField(default="")

    class Meta:
        table_name = "preference_change"


class PreferenceModel(StoreModel):
    """The preference of an address on a channel, whether or not a contact has it."""

    channel = TextField()
    number = TextField()
    status = TextField()
    change_id = IntegerField()

    class Meta:
        table_name = "preference"
        primary_key = CompositeKey("number", "channel")


PreferenceModel.add_index(
    PreferenceModel.index(
        PreferenceModel.number,
        where=SQL("status = 'unsubscribed'"),
        name="preference_unsubscribed",
    )
)
