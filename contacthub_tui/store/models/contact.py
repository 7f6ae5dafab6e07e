"""Contacts and the custom fields that the team adds to them."""

from peewee import SQL, AutoField, IntegerField, TextField

from contacthub_tui.store.models.base import StoreModel


class ContactModel(StoreModel):
    """A person. `search` and `sort_name` are derived by `store.search`; times are UTC ISO 8601."""

    id = AutoField()
    mobile = TextField(null=True, unique=True)
    whatsapp = TextField(null=True)
    first_name = TextField(default="")
    last_name = TextField(default="")
    email = TextField(default="")
    alias = TextField(default="")  # type: ignore[assignment] # covers Model.alias, unused here
    birth_date = TextField(default="")
    location = TextField(default="")
    state = TextField(default="")
    country = TextField(default="")
    note = TextField(default="")
    custom = TextField(default="{}")
    search = TextField()
    sort_name = TextField()
    version = IntegerField(default=1)
    import_run_id = IntegerField(null=True)
    created_at = TextField()
    created_by = TextField()
    updated_at = TextField()
    updated_by = TextField()

    class Meta:
        table_name = "contact"
        indexes = ((("sort_name", "id"), False), (("updated_at", "id"), False))


ContactModel.add_index(
    ContactModel.index(
        ContactModel.whatsapp,
        unique=True,
        where=SQL("whatsapp IS NOT NULL"),
        name="contact_whatsapp",
    )
)
ContactModel.add_index(
    ContactModel.index(
        ContactModel.import_run_id, where=SQL("import_run_id IS NOT NULL"), name="contact_run"
    )
)


class CustomFieldModel(StoreModel):
    """A field that the team added. Values hang on its id, in `contact.custom`."""

    id = AutoField()
    name = TextField()
    folded_name = TextField(unique=True)
    kind = TextField()
    position = IntegerField()

    class Meta:
        table_name = "custom_field"
