"""Words that answer yes or no, or say who may be messaged. Enters: a cell. Leaves: its meaning.

Words are compared folded, in French, English, German, Spanish, Dutch, Italian and Portuguese.
"""

import re
from functools import lru_cache

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.dates import is_no_date, looks_like_serial, read_date
from contacthub_tui.domain.import_run import DateOrder
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
        *(
            "rejected",
            "withdrawn",
            "removed",
            "remove",
            "declined",
            "revoke",
            "cancel",
            "end",
            "quit",
        ),
        *("desabonne", "desabonnee", "desinscrit", "desinscrite", "non abonne", "non abonnee"),
        *("non inscrit", "non inscrite", "pas abonne", "refus", "refuse", "refusee", "bloque"),
        *("bloquee", "liste noire", "arret", "ne pas contacter", "oppose", "opposition"),
        *("retire", "retiree", "resilie", "resiliee"),
        *("abgemeldet", "gesperrt", "abbestellt", "widerrufen", "nicht abonniert", "abgelehnt"),
        *("baja", "dado de baja", "dada de baja", "desuscrito", "desuscrita", "no suscrito"),
        *("no suscrita", "cancelado", "bloqueado", "rechazado"),
        *("uitgeschreven", "afgemeld", "geblokkeerd", "niet ingeschreven", "geweigerd"),
        *("disiscritto", "disiscritta", "annullato", "bloccato", "non iscritto", "non iscritta"),
        *(
            "rifiutato",
            "rifiutata",
            "cancellato",
            "cancellata",
            "cancelada",
            "descadastrado",
            "descadastrada",
        ),
    }
)

#: Words that say stop whatever stands beside them ("STOP SMS", "désabonné le 12/03"). A star
#: stands for any ending.
_STOPS = (
    "stop stopall optout optedout abgemeldet uitgeschreven afgemeld disiscritto disiscritta baja "
    "bloctel complained unsub unsubscri* unsuscri* desabo* desinscri* blacklist* blocklist*"
).split()
_STOP = re.compile(rf"(?:{'|'.join(_STOPS)})".replace("*", r"\w*"))
_NOT = frozenset("non not no pas never jamais nicht kein niet geen".split())
_FEW_WORDS = 8

#: Sentences that refuse: "ne souhaite plus recevoir de SMS", "no longer subscribed", "non merci".
_ASKED = (
    r"(?:abonnee?|inscrite?|subscribed|subscriber|opted in|opt in|optin|consented|consenti|"
    r"consent|consentement|d accord|einwilligung|zustimmung|toestemming|consenso|consentimiento)"
)
_REFUSAL = re.compile(
    r"(?:"
    r"\b(?:ne|n) (?:\w+ ){0,3}?(?:pas|plus|jamais) (?:\w+ ){0,3}?"
    r"(?:contacter|recontacter|appeler|rappeler|recevoir|envoyer|ecrire|solliciter|deranger|"
    r"demarcher|abonnee?|inscrite?|sms|textos?|messages?)\b"
    r"|\bne (?:souhaite|veut|desire) plus\b"
    r"|\b(?:do not|dont|don t) (?:ever )?(?:contact|text|sms|message|call|disturb|send)\b"
    rf"|\b(?:not|no|no longer|never|non|pas|plus|sans|without|aucun|nicht|kein|keine|geen|niet|sin)"
    rf" (?:de )?{_ASKED}\b"
    r"|\b(?:plus|pas) de (?:sms|textos?|messages?)$"
    r"|\bno(?: more)? (?:sms|texts?|messages)$"
    r"|^(?:non|no|nein|nee|nao) (?:merci|thanks|thank you|danke|bedankt|gracias|grazie|obrigado)$"
    r")"
)


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
    return folded in _SUBSCRIBED or folded in _UNSUBSCRIBED or says_stop(text)


def says_stop(text: str) -> bool:
    """Whether a cell says stop in so many words, whatever its column is about.

    Words that an order or a task can have too ("refused", "cancelado") do not.
    """
    folded = _without_feminine(fold(text)) if len(text) <= _LONGEST else ""
    words = folded.split()
    if not words or len(words) > _MANY_WORDS:
        return False
    if _REFUSAL.search(folded) or folded in _OUTRIGHT:
        return True
    return (
        len(words) <= _FEW_WORDS
        and any(map(_STOP.fullmatch, words))
        and not _NOT.intersection(words)
    )


_LONGEST = 100
_MANY_WORDS = 20
_OUTRIGHT = frozenset(
    {
        *("un subscribed", "not subscribed", "non subscribed", "nonsubscribed", "opt out"),
        *("opted out", "do not contact", "do not text", "dnc", "dnd", "spam complaint"),
        *("non abonne", "non abonnee", "pas abonne", "pas abonnee", "non inscrit", "pas inscrit"),
        *("liste noire", "ne pas contacter", "refus sms", "refuse les sms", "refuse sms"),
        *("nicht abonniert", "dado de baja", "dada de baja", "no suscrito", "no suscrita"),
        *("niet ingeschreven", "non iscritto", "non iscritta"),
        *("keine sms", "keine nachrichten", "nicht kontaktieren", "nicht mehr kontaktieren"),
        *("geen sms", "geen berichten", "niet benaderen", "niet contacteren"),
        *("no contactar", "no enviar", "no enviar sms", "no molestar", "sin sms"),
        *("non contattare", "non inviare", "non inviare sms", "non disturbare", "niente sms"),
        *("nao contactar", "nao enviar", "nao enviar sms", "nao perturbar"),
    }
)


@lru_cache(maxsize=1024)
def read_status(text: str, *, opposite: bool = False) -> Status | None:
    """The status a cell asks for; None when its word is not known.

    `opposite` is for columns that ask the other way round ("Unsubscribed: yes"): it turns yes and
    no around, takes a date for the day of the stop, and leaves words such as `stop` and `abonné`
    what they are.
    """
    folded = _without_feminine(fold(text))
    if folded in _SUBSCRIBED:
        return Status.SUBSCRIBED
    if folded in _UNSUBSCRIBED:
        return Status.UNSUBSCRIBED
    answer = read_yes_no(text)
    if answer is not None:
        return Status.SUBSCRIBED if answer != opposite else Status.UNSUBSCRIBED
    if says_stop(text):
        return Status.UNSUBSCRIBED
    return Status.UNSUBSCRIBED if opposite and _since_when(text) else None


#: A moment as computers count: seconds or milliseconds since 1970, from 2001 on.
_MOMENT = re.compile(r"1\d{9}(?:\d{3})?")


def _since_when(text: str) -> bool:
    text = text.strip()
    if is_no_date(text):
        return False
    if looks_like_serial(text) or _MOMENT.fullmatch(text):
        return True
    return any(read_date(text, order) is not None for order in DateOrder)


def _without_feminine(folded: str) -> str:
    """`abonné(e)` is `abonné`."""
    return folded.removesuffix(" e")
