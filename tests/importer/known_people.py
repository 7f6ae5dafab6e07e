"""Invented people of ten countries, as cells. Enters: a country, a seed. Leaves: text for a column.

Names, streets, numbers, dates and amounts are written as that country writes them; each person's
cells belong together. Numbers are of ranges that the country has given out, made at random.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from contacthub_tui.domain.text import fold


@dataclass(frozen=True, slots=True)
class Country:
    """How one country writes. In a shape of a number `#` is any digit and `2` to `9` stand."""

    region: str
    given: str
    family: str
    towns: str
    states: str
    name: str
    streets: str
    zips: str
    mobiles: str
    landlines: str
    prefix: str
    day: str
    point: str
    yes: tuple[str, str]
    states_of: tuple[str, str]
    notes: str


COUNTRIES = {
    "fr": Country(
        "FR",
        "Élodie Benoît Maël Anaïs Jean-Noël Solène Théo Aïcha Guénolé Marie-Thérèse Loïc Inès "
        "Gaëtan Capucine Kévin Océane Rémi Zoé François Hélène Cyprien Noémie Youssef Maud",
        "Lefèvre|Le Goff|D’Alméida|Bérenger|Cœurdevey|Martin|Château|Nguyễn|Garçon|Müller|"
        "Dupré|Noël|Benali|L'Hôte|Faÿ|Roux|Évrard|Gauthier",
        "Nîmes|Besançon|Saint-Étienne|Lyon|Angoulême|Mâcon|Sète|Paris|Orléans|Évry|Niort",
        "Gard|Doubs|Loire|Rhône|Charente|Hérault|Île-de-France|Deux-Sèvres",
        "France",
        "12 rue de la République|3 bis, allée des Érables|Lieu-dit Kerhuel|48 av. Foch",
        "#####", "06######## 07########", "01######## 04######## 02########", "+33",
        "%d/%m/%Y", ",", ("oui", "non"), ("abonné", "désabonné"),
        "à rappeler|préfère l'après-midi|ne parle pas anglais, sa fille oui|« vu au salon »|RAS",
    ),
    "gb": Country(
        "GB",
        "Charlotte Aidan Gwen Oliver Siân Chloë Dylan Imogen Ruairí Harriet Nigel Priya Zoë Keith "
        "Eilidh Jack Bethan Mohammed Freya George Tamsin Rhys",
        "O'Shea|Smith|Ashworth|Patel|MacLeod|Jones|Fitzgerald|Brontë|Okafor|Wetherby|Taylor-Reed|"
        "Underhill|Venn|Quayle|Llewellyn|Khan",
        "Leeds|Bristol|Aberystwyth|London|Stoke-on-Trent|Glasgow|York|Belfast",
        "West Yorkshire|Avon|Ceredigion|Greater London|Staffordshire",
        "United Kingdom",
        "14 Mill Lane|Flat 2, 9 Station Road|The Old Vicarage|221 High Street",
        "LS1 4AP|BS8 1TH|SW1A 2AA|G2 1AL",
        "07400###### 07911###### 07700###### 07855######", "020794##### 01132##### ", "+44",
        "%d/%m/%Y", ".", ("Yes", "No"), ("Subscribed", "Unsubscribed"),
        "called twice|prefers email, not phone|met at the fair|see file|ok",
    ),
    "us": Country(
        "US",
        "Madison Tyler José Ashley Brandon Renée Latoya Cody Hannah Jordan Mateo Grace Hunter Kim "
        "Dwayne Brittany Owen Sofía Wyatt",
        "Johnson|Nguyen|Williams|García|Smith Jr.|Kowalski|Washington|Lee|Peterson|O’Neill|Muñoz|"
        "Hernandez|Clark|Patel",
        "Austin|San José|St. Louis|Portland|Ann Arbor|Boise|New York",
        "TX|CA|MO|OR|MI|ID|NY",
        "United States",
        "1600 Oak St|77 Sunset Blvd Apt 4|PO Box 118|402 E 5th Ave",
        "#####", "415552#### 512347#### 646232#### 734668####",
        "415552#### 512347#### 646232####", "+1",
        "%m/%d/%Y", ".", ("Yes", "No"), ("Subscribed", "Unsubscribed"),
        "left voicemail|VIP, call first|moved in May|met at expo|n/a",
    ),
    "de": Country(
        "DE",
        "Jürgen Anke Björn Käthe Sören Ursula Günter Heike Jörg Uwe Zoë Friedrich Änne Torsten "
        "Yasemin Kai-Uwe Renate Maximilian Lena Detlef Mandy Özlem",
        "Müller|Schäfer|Weiß|von der Heide|Köhler|Schmidt|Groß|Öztürk|Böhme|Krüger-Lang|Yılmaz|"
        "Meier|Fuß|Jäger|Przybylski|Lorenz",
        "München|Köln|Düsseldorf|Görlitz|Berlin|Weißenfels|Lübeck|Gießen|Bad Tölz",
        "Bayern|Nordrhein-Westfalen|Sachsen|Thüringen|Baden-Württemberg",
        "Deutschland",
        "Hauptstraße 12|Am Brühl 3a|Königsallee 77|Lindenweg 5",
        "#####", "0151######## 0170####### 0176######## 01578#######",
        "030901##### 089235##### 0221202####", "+49",
        "%d.%m.%Y", ",", ("ja", "nein"), ("angemeldet", "abgemeldet"),
        "zurückrufen|möchte Angebot, nicht vor März|Stammkunde|grüßt immer zuerst|ok",
    ),
    "es": Country(
        "ES",
        "Begoña José Íñigo Nuria Ángel María-José Raúl Sofía Joaquín Iñaki Lucía Encarnación Óscar "
        "Montserrat Paco Noelia Jesús Rocío Álvaro",
        "Muñoz Peña|García López|Ibáñez|Núñez|Fernández de la Vega|Ordóñez|Güell|Martín|Saénz|"
        "Castaño Ruiz|Pérez|Domínguez|Vázquez|Gil",
        "Málaga|A Coruña|Logroño|Cádiz|León|Alcalá de Henares|Madrid|Sant Boi",
        "Málaga|La Coruña|La Rioja|Cádiz|Castilla y León|Comunidad de Madrid",
        "España",
        "C/ Mayor, 12, 3º B|Avda. de la Constitución 4|Pº del Prado, s/n|Plaza España 1",
        "28###", "6######## 61####### 71#######", "91######7 93######4 95######1", "+34",
        "%d/%m/%Y", ",", ("sí", "no"), ("suscrito", "baja"),
        "llamar por la mañana|no contesta, probar tarde|cliente desde hace años|señora mayor",
    ),
    "nl": Country(
        "NL",
        "Sjoerd Anneke Daniël Maaike Jeroen Loïs Bram Femke Joost Geertruida Renée Wouter Saskia "
        "Tijmen Chloé Marieke Thijs Esmée Gijs",
        "de Vries|van den Berg|Jansen|Brouwer|’t Hart|Coëlho|Bakker|Dijkstra|van Dijk|Hoeksema|"
        "Özdemir|Smit|de Groot",
        "Utrecht|'s-Hertogenbosch|Groningen|IJmuiden|Curaçaostad|Den Haag|Breda|Coevorden",
        "Utrecht|Noord-Brabant|Groningen|Noord-Holland|Zuid-Holland|Fryslân",
        "Nederland",
        "Kerkstraat 12|Prins Hendrikkade 33-II|Dorpsweg 4a|Plein 1940 2",
        "3512 AB|1017 XN|9711 KD|5211 RT",
        "061####### 062####### 064####### 065#######", "0203###### 0302###### 0704######", "+31",
        "%d-%m-%Y", ",", ("ja", "nee"), ("ingeschreven", "uitgeschreven"),
        "terugbellen|wil geen bezoek, wel post|vaste klant|één keer geprobeerd|n.v.t.",
    ),
    "it": Country(
        "IT",
        "Niccolò Giuseppina Andrea Noè Maria Grazia Luca Desirée Gianluca Zoe Pierluigi Cosimo "
        "Assunta Ludovica Salvatore Ilaria Mosè Rosario Beatrice",
        "Rossi|De Luca|D'Angelo|Nardò|Esposito|Lo Bianco|Fantò|Bianchi|Ferrari|Pagliarò|"
        "Dell’Acqua|Colombo|Cantù|Greco",
        "Forlì|Cantù|Milano|L'Aquila|Reggio nell'Emilia|Roma|San Donà di Piave|Bari",
        "FC|CO|MI|AQ|RE|RM|VE|BA",
        "Italia",
        "Via Roma, 12|Piazza della Libertà 3|Corso Garibaldi 114/B|Loc. Pratò",
        "#####", "347####### 333####### 3281###### 3200######", "0245##### 0668##### 0512######",
        "+39",
        "%d/%m/%Y", ",", ("sì", "no"), ("iscritto", "disiscritto"),
        "richiamare lunedì|è già cliente, sconto 10%|più tardi|conosciuto in fiera|ok",
    ),
    "pl": Country(
        "PL",
        "Łukasz Małgorzata Paweł Agnieszka Wojciech Żaneta Stanisław Grażyna Michał Ewa Bożena "
        "Świętosława Jakub Zofia",
        "Wiśniewski|Dąbrowska|Wójcik|Śliwa|Nowak|Żółtowski|Kaczmarek|Gęsicka|Ćwik|Zieliński",
        "Łódź|Kraków|Poznań|Gdańsk|Częstochowa|Świdnica|Warszawa",
        "łódzkie|małopolskie|wielkopolskie|pomorskie|śląskie",
        "Polska",
        "ul. Długa 12/4|al. Niepodległości 5|os. Złotego Wieku 3|ul. Kościuszki 8",
        "30-0##", "501###### 600###### 695###### 790######", "22###### 12######", "+48",
        "%d.%m.%Y", ",", ("tak", "nie"), ("aktywny", "stop"),
        "oddzwonić|stały klient, zniżka|spotkanie w środę|brak",
    ),
    "cz": Country(
        "CZ",
        "Jiří Lenka Tomáš Kateřina Ondřej Růžena Matěj Zdeněk Šárka Vojtěch Eliška Pavel",
        "Dvořák|Novotná|Procházka|Černý|Růžičková|Šťastný|Kučera|Němcová|Žák|Beneš",
        "Plzeň|České Budějovice|Třebíč|Praha|Ústí nad Labem|Kroměříž",
        "Plzeňský kraj|Vysočina|Zlínský kraj",
        "Česko",
        "Náměstí Míru 5|U Řeky 12|Dlouhá třída 8",
        "110 00|301 00", "602###### 777###### 731######", "2######## ", "+420",
        "%d.%m.%Y", ",", ("ano", "ne"), ("aktivní", "stop"),
        "zavolat zítra|stálý zákazník|přítel paní Dvořákové",
    ),
    "ru": Country(
        "RU",
        "Ольга Сергей Наталья Дмитрий Анастасия Юрий Фёдор Екатерина Алексей Людмила",
        "Иванова|Кузнецов|Соловьёва|Щербаков|Петров|Чехова|Морозов|Белая",
        "Москва|Санкт-Петербург|Нижний Новгород|Тверь|Ростов-на-Дону",
        "Московская область|Тверская область",
        "Россия",
        "ул. Ленина, 12, кв. 4|Невский пр., 88|пер. Тихий, 3",
        "1#####", "8916####### 8926####### 8903#######", "8495####### 8812#######", "+7",
        "%d.%m.%Y", ",", ("да", "нет"), ("активен", "stop"),
        "перезвонить|постоянный клиент|просил не звонить утром",
    ),
    "hu": Country(
        "HU",
        "Zsófia László Ágnes Győző Ildikó Gergő Erzsébet Tünde Botond Csaba",
        "Nagy|Szűcs|Kovács|Tóth|Erdős|Füzesi|Hegedűs|Öry|Kőműves",
        "Győr|Pécs|Szeged|Hódmezővásárhely|Budapest|Gödöllő",
        "Pest|Győr-Moson-Sopron|Csongrád",
        "Magyarország", "Fő utca 12.|Kossuth tér 3.", "10##",
        "06201###### 06301###### 06701######", "0612######", "+36",
        "%Y.%m.%d", ",", ("igen", "nem"), ("aktív", "stop"),
        "visszahívni|később|új ügyfél",
    ),
    "ro": Country(
        "RO",
        "Ștefan Ioana Mădălina Răzvan Cătălin Ileana Ionuț Gheorghe Ruxandra",
        "Popescu|Țăran|Mureșan|Brătianu|Dumitrașcu|Ionescu|Șerban|Lăzărescu",
        "Iași|Timișoara|Bucureşti|Constanţa|Brașov|Cluj-Napoca",
        "Iaşi|Timiş|Cluj",
        "România", "Str. Unirii 12|Bd. Ștefan cel Mare 4", "4000##",
        "072####### 074#######", "0212###### 0256######", "+40",
        "%d.%m.%Y", ",", ("da", "nu"), ("activ", "stop"),
        "sună mâine|client fidel|vorbește și engleză",
    ),
    "tr": Country(
        "TR",
        "Ayşe Çağla İbrahim Gülşen Oğuz Şükrü Mehmet Işıl Ömer Zeynep",
        "Yılmaz|Öztürk|Çelik|Şahin|Kılıç|Doğan|Güneş|Aydın",
        "İstanbul|Muğla|Eskişehir|Kırşehir|Ankara|Çanakkale",
        "Marmara|Ege",
        "Türkiye", "Atatürk Cad. 12|Gül Sok. 4", "34###",
        "0532####### 0542#######", "0212#######", "+90",
        "%d.%m.%Y", ",", ("evet", "hayır"), ("aktif", "stop"),
        "tekrar ara|eski müşteri|öğleden sonra",
    ),
    "gr": Country(
        "GR",
        "Ελένη Γιώργος Παναγιώτης Μαρία Δημήτρης Αικατερίνη Σπύρος",
        "Παπαδόπουλος|Οικονόμου|Γεωργίου|Νικολάου|Αθανασίου",
        "Αθήνα|Θεσσαλονίκη|Πάτρα|Ηράκλειο|Λάρισα",
        "Αττική|Κρήτη",
        "Ελλάδα", "Ερμού 12|Λεωφ. Συγγρού 88", "105 ##",
        "697####### 694#######", "2103######", "+30",
        "%d/%m/%Y", ",", ("ναι", "όχι"), ("ενεργός", "stop"),
        "να ξανακαλέσω|παλιός πελάτης",
    ),
    "se": Country(
        "SE",
        "Åsa Björn Märta Göran Sören Linnéa Håkan Örjan Elin Lars",
        "Sjöberg|Åkerlund|Lindström|Nyström|Bäckman|Öberg|Johansson|Löf",
        "Malmö|Göteborg|Örebro|Västerås|Umeå|Norrköping",
        "Skåne|Östergötland",
        "Sverige", "Storgatan 12|Västra vägen 4", "1## ##",
        "0701###### 0732###### 0761######", "08123####", "+46",
        "%Y-%m-%d", ",", ("ja", "nej"), ("aktiv", "stop"),
        "ring tillbaka|gammal kund|på semester",
    ),
    "pt": Country(
        "PT",
        "João Conceição António Inês Luís Mónica Sebastião Fátima Tomás Lívia",
        "Simões|Guimarães|Magalhães|Conceição|Araújo|Gonçalves|Sá|Brandão",
        "Évora|Guimarães|Viseu|São João da Madeira|Lisboa|Portimão",
        "Évora|Braga|Setúbal",
        "Portugal", "Rua da Conceição 12|Praça da República 4", "1###-###",
        "912###### 933###### 961######", "213###### 222######", "+351",
        "%d/%m/%Y", ",", ("sim", "não"), ("ativo", "cancelado"),
        "ligar amanhã|é cliente há anos|não atende",
    ),
}  # fmt: skip

_OTHERS = ("Marta Klein", "Paul Adams", "Inge Holm", "Luc Petit", "Sara Conti")
#: Where the national number is what follows the prefix.
_NO_TRUNK = frozenset({"IT", "PL", "ES", "CZ", "US", "PT", "GR"})
#: What stands in columns that are nobody's.
_REST: dict[str, Callable[["Person"], str]] = {
    "id": lambda one: str(10_000 + one.row * 3),
    "longid": lambda one: f"{one.chance.randrange(10**8, 10**9)}",
    "hash": lambda one: f"{one.chance.randrange(16**10):010x}",
    "code": lambda one: f"C-{one.chance.randrange(10**5):05}",
    "salesforce": lambda one: f"003{one.chance.randrange(10**12):012}AAB",
    "count": lambda one: str(one.chance.randrange(40)),
    "rating": lambda one: str(one.chance.randrange(1, 6)),
    "year": lambda one: str(one.chance.randrange(1998, 2025)),
    "siret": lambda one: f"{one.chance.randrange(10**13, 10**14)}",
    "iban": lambda one: f"FR76{one.chance.randrange(10**22):022}",
    "time": lambda one: f"20{one.chance.randrange(15, 25)}-0{one.chance.randrange(1, 9)}-1"
    f"{one.chance.randrange(9)} 1{one.chance.randrange(9)}:04:{one.chance.randrange(10, 60)}",
    "stamp": lambda one: f"16{one.chance.randrange(10**8):08}",
    "ip": lambda one: f"81.{one.chance.randrange(255)}.4.{one.chance.randrange(255)}",
    "lat": lambda one: f"{one.chance.uniform(36, 59):.7f}",
    "company": lambda one: f"{one.last} & Co",
    "job": lambda one: one.chance.choice(("Director", "CEO", "Sales", "Buyer", "HR")),
    "salutation": lambda one: one.chance.choice(("M.", "Mme", "Dr")),
    "gender": lambda one: one.chance.choice("FM"),
    "language": lambda one: one.chance.choice(("fr", "en", "de")),
    "label": lambda one: one.chance.choice(("Mobile", "Home", "Work")),
    "group": lambda one: one.chance.choice(("* myContacts", "VIP ::: * myContacts")),
    "tags": lambda one: one.chance.choice(('"VIP","2024"', "newsletter", "A, B")),
    "stage": lambda one: one.chance.choice(("Lead", "Customer", "Opportunity", "Subscriber")),
    "owner": lambda one: one.chance.choice(("Ann Lee", "Karim Diallo", "Ute Brandt")),
    "url": lambda one: f"https://www.example.org/{one.chance.randrange(10**9)}",
    "smtp": lambda _one: "SMTP",
    "true": lambda one: one.chance.choice(("true", "false", "false")),
    "bit": lambda one: one.chance.choice("001"),
    "shown": lambda one: f"{one.first} {one.last} ({one.email})",
    "size": lambda one: one.chance.choice(("S", "M", "L", "XL")),
    "course": lambda one: one.chance.choice(("Yoga A", "Pilates", "Judo 8-10")),
    "other": lambda one: one.chance.choice(_OTHERS),
}  # fmt: skip


class Person:
    """One row's person: asks for cells by their kind (`first`, `mobile`, `birth`, …)."""

    def __init__(self, country: Country, chance: random.Random, row: int) -> None:
        self.country = country
        self.chance = chance
        self.row = row
        self.first = chance.choice(country.given.split())
        self.last = chance.choice(country.family.split("|"))
        host = chance.choice(("example.org", "example.com", "mail.example.net"))
        plain = f"{fold(self.first)}.{fold(self.last)}".replace(" ", "-")
        self.email = f"{plain}@{host}" if plain.isascii() else f"user{row}@{host}"
        place = chance.randrange(len(country.towns.split("|")))
        self.town = country.towns.split("|")[place]
        self.state = country.states.split("|")[place % len(country.states.split("|"))]

    def cell(self, kind: str, spelling: int) -> str:
        """A cell of this kind; `spelling` tells how the file writes numbers (0 to 5; -1:
        each in its own way)."""
        country, chance = self.country, self.chance
        match kind:
            case "first" | "last" | "email" | "town" | "state":
                return str(getattr(self, kind))
            case "full":
                return f"{self.first} {self.last}"
            case "turned":
                return f"{self.last.upper()} {self.first}"
            case "comma":
                return f"{self.last}, {self.first}"
            case "mobile" | "whatsapp" | "mobile2":
                return self._number(country.mobiles, spelling)
            case "phone":
                return self._number(
                    country.mobiles if chance.random() < 0.8 else country.landlines, spelling
                )
            case "landline" | "fax":
                return self._number(country.landlines, spelling)
            case "kin":
                return self._number(country.mobiles, spelling)
            case "birth" | "date":
                day = date(chance.randrange(1940, 2008), chance.randrange(1, 13),
                           chance.randrange(1, 29))  # fmt: skip
                return day.strftime(country.day)
            case "month":
                return f"{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}"
            case "country":
                return country.name
            case "street":
                return chance.choice(country.streets.split("|"))
            case "zip":
                return self._digits(chance.choice(country.zips.split("|")))
            case "note":
                return chance.choice(country.notes.split("|"))
            case "amount":
                return f"{chance.uniform(5, 2_000):.2f}".replace(".", country.point)
            case "yes":
                return chance.choice((country.yes[0], country.yes[0], country.yes[1]))
            case "status":
                return chance.choice((country.states_of[0],) * 3 + country.states_of[1:])
            case "optout":
                return country.yes[0] if chance.random() < 0.15 else ""
            case "since":
                return self.cell("date", 0) if chance.random() < 0.15 else ""
            case "digits":
                number = self._number(country.mobiles, 0)
                return number.lstrip("0")
            case "lists":
                return chance.choice(("VIP", "Newsletter", "Clients 2024"))
            case "alias":
                return self.first[:4].lower()
            case "email2":
                return f"{chance.randrange(10**6)}@example.net"
            case "town2":
                return chance.choice(country.towns.split("|"))
        return _REST[kind](self)

    def _number(self, shapes: str, spelling: int) -> str:
        national = self._digits(self.chance.choice(shapes.split()))
        bare = national if self.country.region in _NO_TRUNK else national[1:]
        pairs = " ".join(national[at : at + 2] for at in range(0, len(national), 2))
        dashed = f"{national[:4]}/{national[4:]}"
        if self.country.region == "US":
            dashed = f"({national[:3]}) {national[3:6]}-{national[6:]}"
        written = (
            national,
            pairs,
            f"{self.country.prefix}{bare}",
            dashed,
            f"{self.country.prefix} {bare[:3]} {bare[3:]}",
            pairs.replace(" ", "."),
        )
        return written[self.chance.randrange(len(written)) if spelling < 0 else spelling]

    def _digits(self, shape: str) -> str:
        return "".join(str(self.chance.randrange(10)) if sign == "#" else sign for sign in shape)
