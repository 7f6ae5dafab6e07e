"""What operators decide by hand: the account's settings, deletions that can be taken back, pairs of
contacts that are two people, and contacts that were merged.
"""

from peewee import AutoField, CompositeKey, IntegerField, TextField

from contacthub_tui.store.models.base import StoreModel


class AccountModel(StoreModel):
    """A setting of the team, by its name. What is not there has its default."""

    name = TextField(primary_key=True)
    value = TextField()
    who = TextField(default="")
    at = TextField(default="")

    class Meta:
        table_name = "account"


class DeletionModel(StoreModel):
    """One act of deleting contacts, kept until the next action."""

    id = AutoField()
    at = TextField()
    who = TextField()

    class Meta:
        table_name = "deletion"


class DeletedContactModel(StoreModel):
    """A contact that was deleted, all its columns as JSON, and the ids of its lists."""

    deletion_id = IntegerField()
    contact_id = IntegerField()
    contact = TextField()
    list_ids = TextField()

    class Meta:
        table_name = "deleted_contact"
        primary_key = CompositeKey("deletion_id", "contact_id")


class DistinctPairModel(StoreModel):
    """Two contacts that an operator told apart; they are not proposed for a merge again."""

    first_id = IntegerField()
    second_id = IntegerField(index=True)
    at = TextField()
    who = TextField()

    class Meta:
        table_name = "distinct_pair"
        primary_key = CompositeKey("first_id", "second_id")


class MergedContactModel(StoreModel):
    """A contact that went into another, and the import that had made it."""

    gone_id = IntegerField(primary_key=True)
    contact_id = IntegerField(index=True)
    import_run_id = IntegerField(null=True)
    at = TextField()
    who = TextField()

    class Meta:
        table_name = "merged_contact"
