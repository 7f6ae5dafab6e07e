"""Messages in and out, their conversations, group sends, and what dispatching needs to know."""

from peewee import SQL, AutoField, CompositeKey, IntegerField, TextField

from contacthub_tui.store.models.base import StoreModel


class ConversationModel(StoreModel):
    """All messages with one address on one channel; the last one is repeated here."""

    id = AutoField()
    channel = TextField()
    number = TextField()
    last_at = TextField()
    last_text = TextField()
    last_direction = TextField()
    unread = IntegerField(default=0)
    closed_at = TextField(default="")

    class Meta:
        table_name = "conversation"
        indexes = ((("number", "channel"), True), (("last_at", "id"), False))


for _name, _where in (
    ("conversation_unread", "unread > 0"),
    ("conversation_open", "closed_at = ''"),
    ("conversation_closed", "closed_at <> ''"),
):
    ConversationModel.add_index(
        ConversationModel.index(
            ConversationModel.last_at, ConversationModel.id, where=SQL(_where), name=_name
        )
    )


class MessageModel(StoreModel):
    """A message in or out. `send_id` is 0 for one that belongs to no group send.

    `conversation_id` is null until it is sent, for one of a group send. `zone` names the quiet
    hours that it keeps, `at` is its place in the thread, `words` what PostgreSQL searches.
    """

    id = AutoField()
    conversation_id = IntegerField(null=True)
    send_id = IntegerField(default=0)
    channel = TextField()
    number = TextField()
    direction = TextField()
    text = TextField()
    parts = IntegerField(default=1)
    state = TextField()
    reason = TextField(default="")
    at = TextField()
    zone = TextField(default="")
    not_before = TextField(default="")
    attempts = IntegerField(default=0)
    claimed_at = TextField(default="")
    sent_at = TextField(default="")
    ended_at = TextField(default="")
    gateway = TextField(default="")
    gateway_message_id = TextField(default="")
    who = TextField(default="")
    words = TextField(default="")

    class Meta:
        table_name = "message"


for _index in (
    MessageModel.index(
        MessageModel.conversation_id,
        MessageModel.at,
        MessageModel.id,
        where=SQL("conversation_id IS NOT NULL"),
        name="message_thread",
    ),
    MessageModel.index(
        MessageModel.send_id,
        MessageModel.state,
        MessageModel.zone,
        MessageModel.not_before,
        MessageModel.id,
        where=SQL("direction = 'out'"),
        name="message_queue",
    ),
    MessageModel.index(MessageModel.id, where=SQL("state = 'claimed'"), name="message_claimed"),
    MessageModel.index(MessageModel.id, where=SQL("state = 'unknown'"), name="message_unknown"),
    MessageModel.index(
        MessageModel.send_id,
        MessageModel.number,
        MessageModel.channel,
        unique=True,
        where=SQL("send_id > 0"),
        name="message_once",
    ),
    MessageModel.index(
        MessageModel.gateway,
        MessageModel.gateway_message_id,
        unique=True,
        where=SQL("direction = 'in'"),
        name="message_received",
    ),
    MessageModel.index(
        MessageModel.gateway,
        MessageModel.gateway_message_id,
        where=SQL("direction = 'out' AND gateway_message_id <> ''"),
        name="message_accepted",
    ),
):
    MessageModel.add_index(_index)


class GroupSendModel(StoreModel):
    """One message to many. `about` names the lists or the selection that it goes to (JSON)."""

    id = AutoField()
    channel = TextField()
    text = TextField()
    about = TextField()
    state = TextField(index=True)
    recipients = IntegerField(default=0)
    override_reason = TextField(default="")
    override_who = TextField(default="")
    worker = TextField(default="")
    who = TextField()
    created_at = TextField()
    started_at = TextField(default="")
    finished_at = TextField(default="")

    class Meta:
        table_name = "group_send"


class ReceiptModel(StoreModel):
    """A delivery report that came before its message was known."""

    id = AutoField()
    gateway = TextField()
    gateway_message_id = TextField()
    state = TextField()
    reason = TextField(default="")
    at = TextField()

    class Meta:
        table_name = "receipt"
        indexes = ((("gateway", "gateway_message_id"), False),)


class AttentionModel(StoreModel):
    """An incoming message that an operator must decide on."""

    id = AutoField()
    kind = TextField()
    channel = TextField()
    number = TextField()
    message_id = IntegerField()
    at = TextField()
    done_at = TextField(default="")
    done_by = TextField(default="")

    class Meta:
        table_name = "attention"


AttentionModel.add_index(
    AttentionModel.index(AttentionModel.number, where=SQL("done_at = ''"), name="attention_open")
)


class TemplateModel(StoreModel):
    """A text that is kept to be sent again."""

    id = AutoField()
    name = TextField()
    folded_name = TextField(unique=True)
    text = TextField()
    updated_at = TextField()
    updated_by = TextField()

    class Meta:
        table_name = "template"


class DraftModel(StoreModel):
    """What an operator has typed to an address and not sent."""

    channel = TextField()
    number = TextField()
    who = TextField()
    text = TextField()
    at = TextField()

    class Meta:
        table_name = "draft"
        primary_key = CompositeKey("number", "channel", "who")


class GatewayStateModel(StoreModel):
    """How a gateway does: its last trouble, empty where there is none, and when it last worked."""

    gateway = TextField(primary_key=True)
    trouble = TextField(default="")
    detail = TextField(default="")
    trouble_at = TextField(default="")
    worked_at = TextField(default="")

    class Meta:
        table_name = "gateway_state"


class DispatcherLeaseModel(StoreModel):
    """The one row that says who dispatches."""

    id = IntegerField(primary_key=True)
    worker = TextField()
    heartbeat = TextField()
    gateway = TextField()
    since = TextField()

    class Meta:
        table_name = "dispatcher_lease"
