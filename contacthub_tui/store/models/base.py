"""The proxy through which every model reaches the open store."""

from peewee import DatabaseProxy, Model

PROXY = DatabaseProxy()


class StoreModel(Model):
    """A table of the open store."""

    class Meta:
        database = PROXY
        legacy_table_names = False
