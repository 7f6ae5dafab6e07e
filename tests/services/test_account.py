"""The team's settings: what is kept, what is refused, and two who change them at once."""

import pytest

from contacthub_tui import settings
from contacthub_tui.domain.consent import OPT_OUT_WORDS
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.account import Change, opt_out_words, read_team, save_team
from contacthub_tui.settings.declared import BY_NAME, TEAM, Owner
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute


def save(who: str = "marie", **after: str) -> tuple[object, ...]:
    """Save these over what is there."""
    team = read_team()
    return save_team({name: Change(team[name], text) for name, text in after.items()}, who)


def test_a_new_store_has_the_defaults(store: Store) -> None:
    assert read_team() == {setting.name: setting.default for setting in TEAM}
    assert opt_out_words() == OPT_OUT_WORDS


def test_what_the_team_chose_is_kept_as_it_is_meant(store: Store) -> None:
    save(
        team_name="  Dupont \t et\x1b[31m fils ",
        region="be",
        date_order="mdy",
        opt_out_words="Stop\n\n stop. \nDÉSINSCRIRE\n!\n🛑",
        support_link="exemple.fr/aide",
    )
    of_gateways = {each.name: each.default for each in TEAM if each.owner is Owner.GATEWAY}
    assert read_team() == of_gateways | {
        "team_name": "Dupont et[31m fils",
        "region": "BE",
        "date_order": "mdy",
        "opt_out_words": "Stop\nDÉSINSCRIRE\n!\n🛑",
        "opt_out_scope": "number",
        "support_link": "https://exemple.fr/aide",
    }
    save(support_link="aide@exemple.fr", team_name="")
    assert (read_team()["support_link"], read_team()["team_name"]) == ("aide@exemple.fr", "")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("team_name", "x" * 100_000, "setting-long"),
        ("region", "France", "setting-country"),
        ("region", "ZZ", "setting-country"),
        ("date_order", "ydm", "setting-choice"),
        ("opt_out_words", " \n\x07\n", "setting-no-words"),
        ("opt_out_words", "x" * 41, "setting-long"),
        ("opt_out_words", "\n".join(map(str, range(101))), "setting-many-words"),
        ("support_link", "call us", "setting-link"),
        ("support_link", "javascript:alert(1)", "setting-link"),
        ("support_link", "https://exemple.fr/\u202etxt.exe", "setting-link"),
        ("support_link", "me@exemple.fr or you", "setting-link"),
    ],
)
def test_a_value_that_cannot_be_is_refused(store: Store, name: str, text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        save(team_name="Kept out", **{name: text}) if name != "team_name" else save(team_name=text)
    assert caught.value.code == code
    assert read_team()["team_name"] == ""


def test_the_second_to_save_is_told_and_nothing_is_lost(store: Store) -> None:
    seen = read_team()
    save("paul", region="BE", team_name="Dupont")
    mine = {
        name: Change(seen[name], text) for name, text in (("region", "CH"), ("date_order", "ymd"))
    }
    (clash,) = save_team(mine, "marie")
    assert (clash.name, clash.value, clash.who) == ("region", "BE", "paul")
    assert (read_team()["region"], read_team()["date_order"]) == ("BE", "")
    # She has looked at his, and wants hers.
    assert save_team({**mine, "region": Change(clash.value, "CH")}, "marie") == ()
    assert (read_team()["region"], read_team()["date_order"]) == ("CH", "ymd")
    assert read_team()["team_name"] == "Dupont"


def test_the_same_change_by_two_is_none_to_settle(store: Store) -> None:
    seen = read_team()["region"]
    save("paul", region="BE")
    assert save_team({"region": Change(seen, "BE")}, "marie") == ()


def test_a_value_that_nobody_could_have_saved_has_no_effect(store: Store) -> None:
    with transaction():
        execute("INSERT INTO account (name, value) VALUES ('region', 'nowhere'), ('future', 'x')")
    assert read_team()["region"] == BY_NAME["region"].default


def test_this_machine_wins_over_the_team_and_the_team_over_the_default(store: Store) -> None:
    said = settings.load({}, {})
    assert settings.with_team(said, read_team()).region == "FR"
    save(region="BE", date_order="mdy")
    assert settings.with_team(said, read_team()).region == "BE"
    here = settings.with_team(settings.load({}, {"CONTACTHUB_REGION": "CH"}), read_team())
    assert (here.region, here.date_order) == ("CH", "mdy")
    assert here.said == {"region": "CONTACTHUB_REGION"}
