"""Words that answer yes or no, or say who may be messaged. Enters: a cell. Leaves: its meaning.

Words are compared folded, in French, English, German, Spanish, Dutch, Italian and Portuguese.
"""

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.text import fold

_YES = frozenset(
    "1 yes y true t on x ok oui o vrai ja j wahr si s verdadero vero waar sim verdadeiro "
    "checked".split()
)
_NO = frozenset("0 no n false f off non faux nein falsch falso nee onwaar nao unchecked".split())
_YES_SIGNS = frozenset("✓✔☑✅")
_NO_SIGNS = frozenset("✗✘☐❌✖")

_SUBSCRIBED = frozenset(
    {
        *("subscribed", "subscriber", "subscribe", "active", "opt in", "optin", "opted in"),
        *("confirmed", "consent", "consented", "granted", "allowed", "accepted", "in"),
        *("abonne", "abonnee", "inscrit", "inscrite", "actif", "active", "accepte", "accord"),
        *("consentement", "consenti", "autorise", "confirme"),
        *("abonniert", "angemeldet", "aktiv", "zugestimmt", "eingewilligt"),
        *("suscrito", "suscrita", "activo", "activa", "inscrito", "inscrita", "aceptado"),
        *("ingeschreven", "aangemeld", "actief", "geabonneerd"),
        *("iscritto", "iscritta", "attivo", "attiva", "ativo", "ativa"),
    }
)
_UNSUBSCRIBED = frozenset(
    {
        *("unsubscribed", "unsubscribe", "un subscribed", "not subscribed", "non subscribed"),
        *("nonsubscribed", "never subscribed", "opt out", "optout", "opted out", "out"),
        *("stop", "stopped", "stopall", "blocked", "blacklisted", "blocklisted", "blacklist"),
        *("suppressed", "do not contact", "do not text", "dnc", "revoked", "denied", "refused"),
        *("rejected", "withdrawn", "removed", "remove"),
        *("desabonne", "desabonnee", "desinscrit", "desinscrite", "non abonne", "non abonnee"),
        *("non inscrit", "non inscrite", "pas abonne", "refus", "refuse", "refusee", "bloque"),
        *("bloquee", "liste noire", "arret", "ne pas contacter", "oppose", "opposition"),
        *("retire", "retiree", "resilie", "resiliee"),
        *("abgemeldet", "gesperrt", "abbestellt", "widerrufen", "nicht abonniert", "abgelehnt"),
        *("baja", "dado de baja", "dada de baja", "desuscrito", "desuscrita", "no suscrito"),
        *("no suscrita", "cancelado", "bloqueado", "rechazado"),
        *("uitgeschreven", "afgemeld", "geblokkeerd", "niet ingeschreven", "geweigerd"),
        *("disiscritto", "disiscritta", "annullato", "bloccato", "non iscritto", "non iscritta"),
        *("rifiutato", "cancelada", "descadastrado", "descadastrada"),
    }
)

#: Words that say stop whatever stands beside them ("STOP SMS", "désabonné le 12/03").
_STOPS = frozenset(
    "stop unsubscribed optout blacklisted blocklisted desabonne desabonnee desinscrit desinscrite "
    "abgemeldet uitgeschreven afgemeld disiscritto disiscritta baja".split()
)
_NOT = frozenset("non not no pas never jamais nicht kein niet geen".split())
_FEW_WORDS = 8


def read_yes_no(text: str) -> bool | None:
    """Whether a cell says yes or no; None when it says neither. `1`, `0` and `1.0` count."""
    folded = fold(text)
    if folded in _YES or text[:1] in _YES_SIGNS:
        return True
    if folded in _NO or text[:1] in _NO_SIGNS:
        return False
    return {"1 0": True, "0 0": False}.get(folded)


def names_status(text: str) -> bool:
    """Whether a cell names a status outright, with more than a yes or no."""
    folded = _without_feminine(fold(text))
    return folded in _SUBSCRIBED or folded in _UNSUBSCRIBED


def read_status(text: str, *, opposite: bool = False) -> Status | None:
    """The status a cell asks for; None when its word is not known.

    `opposite` is for columns that ask the other way round ("Unsubscribed: yes"): it turns yes and
    no around, and leaves words such as `stop` and `abonné` what they are.
    """
    folded = _without_feminine(fold(text))
    if folded in _SUBSCRIBED:
        return Status.SUBSCRIBED
    if folded in _UNSUBSCRIBED:
        return Status.UNSUBSCRIBED
    answer = read_yes_no(text)
    if answer is None:
        words = set(folded.split()) if len(text) <= 100 else set()
        stops = words & _STOPS and not words & _NOT and len(words) <= _FEW_WORDS
        return Status.UNSUBSCRIBED if stops else None
    return Status.SUBSCRIBED if answer != opposite else Status.UNSUBSCRIBED


def _without_feminine(folded: str) -> str:
    """`abonné(e)` is `abonné`."""
    return folded.removesuffix(" e")
