"""Lists and who is in them."""

from peewee import AutoField, CompositeKey, IntegerField, TextField

from contacthub_tui.store.models.base import StoreModel


class ContactListModel(StoreModel):
    """A named set of contacts. `import_run_id` is the import that made it, if one did."""

    id = AutoField()
    name = TextField()
    folded_name = TextField(unique=True)
    description = TextField(default="")
    import_run_id = IntegerField(null=True)
    created_at = TextField()
    created_by = TextField()

    class Meta:
        table_name = "contact_list"


class MembershipModel(StoreModel):
    """A contact's place in a list; goes when either goes."""

    list_id = IntegerField()
    contact_id = IntegerField(index=True)

    class Meta:
        table_name = "membership"
        primary_key = CompositeKey("list_id", "contact_id")


class ListCountModel(StoreModel):
    """Counted by triggers: a list has as many members as its rows say together."""

    list_id = IntegerField(index=True)
    members = IntegerField()
    unsubscribed = IntegerField()

    class Meta:
        table_name = "list_count"
        primary_key = False
