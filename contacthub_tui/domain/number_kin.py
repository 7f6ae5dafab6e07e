"""Numbers that are one telephone, spelled by two plans. Enters: E.164. Leaves: what both share.

Countries add and drop digits, and what keeps the older spelling (a WhatsApp account, an old
spreadsheet) then has another number. Each rule is one of the plans in libphonenumber's data
(resources/PhoneNumberMetadata.xml of https://github.com/google/libphonenumber); its comment says
what that calls it, or since when the plan is in force.
"""

import re

#: A spelling, and the one that stands for both of its kind.
_RULES: tuple[tuple[str, str], ...] = (
    # Argentina: a mobile has a 9 in international form that its national form has not (AR,
    # nationalPrefixTransformRule 9$1).
    (r"\+549(\d{10})", r"+54\1"),
    # Mexico: mobiles had a 1 until August 2019; WhatsApp keeps it (MX, nationalPrefixForParsing).
    (r"\+521(\d{10})", r"+52\1"),
    # Brazil: mobiles got a ninth digit, from 2012 on, before what began with 6 to 9; WhatsApp
    # accounts of that time are without (BR, mobile).
    (r"\+55(\d\d)9([6-9]\d{7})", r"+55\1\2"),
    # Italy keeps the zero of fixed lines abroad, where others drop it (IT, leadingZero).
    (r"\+390549(\d{6})", r"+378\1"),
    (r"\+390(\d{5,10})", r"+39\1"),
    # San Marino: 0549 is left out within the country (SM, nationalPrefixTransformRule 0549$1).
    (r"\+3780549(\d{6})", r"+378\1"),
    # Kosovo: mobiles lay in Monaco's and Slovenia's codes until it got 383 (XK and MC, mobile).
    (r"\+377(4[45]\d{6})", r"+383\1"),
    (r"\+386(4[39]\d{6})", r"+383\1"),
    # France: the trunk zero kept after +33, and the overseas numbers that are dialled like any
    # other from there but have codes of their own (GP, GF, MQ, RE and YT, mobile and fixedLine).
    (r"\+330?(69[01]\d{6})", r"+590\1"),
    (r"\+330?(694\d{6})", r"+594\1"),
    (r"\+330?(69[67]\d{6})", r"+596\1"),
    (r"\+330?((?:69[23]|639)\d{6})", r"+262\1"),
    (r"\+330?((590|594|596|262)\d{6})", r"+\2\1"),
    (r"\+330(\d{9})", r"+33\1"),
    # Benin: 01 before every number since November 2024 (BJ).
    (r"\+22901(\d{8})", r"+229\1"),
    # Ivory Coast: two digits before every number since January 2021 (CI).
    (r"\+225(?:01|05|07|21|25|27)(\d{8})", r"+225\1"),
    # Gabon: 0 became 6 or 7 in 2019, after a 0 that was dropped (GA, mobile).
    (r"\+2410?([256]\d{6})", r"+2416\1"),
    (r"\+2410?([47]\d{6})", r"+2417\1"),
    # Colombia: 60 before the fixed lines since September 2021 (CO, fixedLine).
    (r"\+5760(\d{8})", r"+57\1"),
)  # fmt: skip

_COMPILED = tuple((re.compile(pattern), kept) for pattern, kept in _RULES)
#: Most numbers have one spelling only: they are asked once.
_ANY = re.compile("|".join(pattern for pattern, _kept in _RULES))


def stem(number: str) -> str:
    """The spelling that stands for every spelling of a number; most have only one, their own."""
    if _ANY.fullmatch(number):
        for pattern, kept in _COMPILED:
            if found := pattern.fullmatch(number):
                return found.expand(kept)
    return number
