"""A team's spreadsheet of any size, as CSV. Enters: a path, how many rows. Leaves: the file.

Eight columns, French names, mobiles spelled six ways, one row in twenty without a good number. No
number comes twice, and a number is the same in every file that reaches its row, whatever the seed;
the seed changes names, towns and spellings.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from contacthub_tui.domain.text import fold

HEADER = "Prénom,Nom,Téléphone mobile,E-mail,Date de naissance,Ville,Note,Statut\n"

_GIVEN = (
    "Marie Jean Pierre Michel André Philippe Alain Nathalie Isabelle Sylvie Catherine Martine "
    "Nicolas Christophe Patrick Françoise Jacqueline Monique Christine Valérie Sandrine Laurent "
    "Stéphanie Céline Sébastien Julien Éric Frédéric Aurélie Daniel Bernard Camille Léa Manon "
    "Chloé Emma Inès Jade Louise Alice Zoé Lucas Hugo Louis Gabriel Jules Raphaël Léo Adam Théo "
    "Maël Noé Rémi Benoît Loïc Joël Gaëlle Anaïs Noémie Élodie Océane Solène Hélène Agathe Odile "
    "Fatou Yasmine Karim Moussa Étienne Anatole Aimé Thérèse Geneviève Renée Simone Yvonne René "
    "Marcel Roger Robert Claude Gérard Serge Thierry Olivier Pascal Bruno Didier Denis Gilles "
    "Hervé Yves Luc Marc Paul Antoine Mathieu Maxime Alexandre Thomas Romain Kévin Jordan Dylan "
    "Mehdi Samir Nadia Leïla Samira Aïcha Mariam Aminata Oumar Ibrahima Awa Rokia Linh Minh Mei "
    "Anna Sofia Elena Irina Olga Ivan Boris Igor Carlos Pedro Maria Ana José Luis Giulia Marco"
).split()
_FAMILY = (
    "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre "
    "Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont "
    "Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Müller Henry "
    "Nguyen Diallo Traoré Benali O'Brien D'Almeida L'Hôte Ben-Salah Nuñez Cœurdevey Le\u00a0Goff"
).split(" ")
_ONSETS = "B Br C Ch Cl D Dr F Fr G Gr J L M N P Pr R S T Tr V Bl Fl Gu Qu".split()
_MIDDLES = "a au é è e i ou o u an en on ar er or al el il ain eu oi".split()
_LINKS = "b c ch d f g l ll m n nn p r ss t tt v gn rd nt".split()
_ENDS = "ard et eau ier in ot aud on el ert ain ois oux ac ié is ez".split()
_TOWNS = (
    "Paris Marseille Lyon Toulouse Nice Nantes Montpellier Strasbourg Bordeaux Lille Rennes Reims "
    "Toulon Grenoble Dijon Angers Nîmes Clermont-Ferrand Tours Limoges Amiens Metz Besançon "
    "Orléans Mulhouse Rouen Caen Nancy Argenteuil Saint-Denis Saint-Étienne Roubaix Avignon "
    "Poitiers Pau Béziers Colmar Quimper Valence Chambéry Niort Épinal Alès Angoulême Périgueux"
).split()
_TRADES = "Boulangerie Garage Pharmacie Cabinet Ateliers Transports Menuiserie Fleurs".split()
#: Of a number in its groups: 6, 12, 34, 56, 78.
_SPELLINGS = (
    "0{} {} {} {} {}", "0{}{}{}{}{}", "0{}.{}.{}.{}.{}", "+33{}{}{}{}{}", "+33 {} {} {} {} {}",
    "{}{}{}{}{}",
)  # fmt: skip
_BAD = ("", "06 12 34", "3.36123E+10", "inconnu", "0000000000")
_BAD_SHARE = 0.05
_STOP_SHARE = 0.03
#: The two digits that the numbers of the file begin with, and a step that spreads rows over them.
_PREFIXES = ("61", "62", "66", "67", "68", "76", "77", "78")
_SPACE = len(_PREFIXES) * 10_000_000
_STEP = 49_442_719  # shares no factor with the space, so that no number comes twice
_CHUNK = 10_000


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write a file of `rows` rows below its header; at most 80 million, UTF-8, commas."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        for start in range(0, rows, _CHUNK):
            file.writelines(_lines(chance, range(start, min(start + _CHUNK, rows))))


def number(row: int) -> str:
    """The national number, without its 0, of a row counted from 0."""
    place = (row * _STEP + 12_345_678) % _SPACE
    return f"{_PREFIXES[place // 10_000_000]}{place % 10_000_000:07}"


def given_names() -> list[str]:
    """Several hundred first names, the frequent ones first."""
    double = [f"{a}-{b}" for a in ("Jean", "Marie", "Anne", "Pierre") for b in _GIVEN[:80]]
    return [*_GIVEN, *dict.fromkeys(double)]


def family_names(count: int = 6_000) -> list[str]:
    """Some thousand last names, the frequent ones first; most of them made of syllables."""
    chance = random.Random(0)
    names = dict.fromkeys(_FAMILY)
    while len(names) < count:
        name = chance.choice(_ONSETS) + chance.choice(_MIDDLES) + chance.choice(_LINKS)
        if chance.random() < 0.4:
            name += chance.choice(_MIDDLES) + chance.choice(_LINKS)
        names[name + chance.choice(_ENDS)] = None
    return list(names)


def _lines(chance: random.Random, rows: range) -> Iterator[str]:
    count = len(rows)
    picked = zip(
        rows,
        chance.choices(_PEOPLE, cum_weights=_PEOPLE_WEIGHTS, k=count),
        chance.choices(_FAMILIES, cum_weights=_FAMILY_WEIGHTS, k=count),
        chance.choices(_TOWNS, k=count),
        chance.choices(_TRADES, k=count),
        chance.choices(_SPELLINGS, k=count),
        strict=True,
    )
    for row, (first, mail_first), (last, mail_last), town, trade, spelling in picked:
        digits = number(row)
        luck = chance.random()
        if luck < _BAD_SHARE:
            phone = _BAD[int(luck / _BAD_SHARE * len(_BAD))]
        else:
            phone = spelling.format(digits[0], digits[1:3], digits[3:5], digits[5:7], digits[7:])
        day = int(luck * 20_000_000)
        yield (
            f"{first},{last},{phone},{mail_first}.{mail_last}{row % 97}@example.org,"
            f"{day % 28 + 1:02}/{day // 28 % 12 + 1:02}/{1940 + day // 336 % 65},"
            f"{town},{trade} {last},{'Désabonné' if luck > 1 - _STOP_SHARE else 'Abonné'}\n"
        )


def _mailed(names: list[str]) -> list[tuple[str, str]]:
    """Each name, and how it is written in an address."""
    return [(name, fold(name).replace(" ", "-")) for name in names]


def _weights(count: int) -> list[float]:
    """Of Zipf's law, flattened at its head: the most frequent name is about one in a hundred."""
    return list(accumulate(1 / (rank + 25) for rank in range(count)))


_PEOPLE, _FAMILIES = _mailed(given_names()), _mailed(family_names())
_PEOPLE_WEIGHTS, _FAMILY_WEIGHTS = _weights(len(_PEOPLE)), _weights(len(_FAMILIES))
