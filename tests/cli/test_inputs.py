"""The day, the catalogue and the profile of a command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli import inputs
from tests.cli.conftest import DATE, Run
from tests.render.samples import SCHEMES, VOCABULARY


def _json(run: Run, *words: str) -> dict[str, object]:
    ran = run("check", *words, *DATE, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    return dict(json.loads(ran.out))


def _at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    monkeypatch.setattr(inputs, "datetime", Clock)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 7, 14, 21, 59, 59, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 14, 22, 0, 0, tzinfo=UTC), date(2026, 7, 15)),
    ],
)
def test_today_is_the_day_in_paris(moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    _at(moment, monkeypatch)
    assert inputs.read_day(None) == day


def test_a_machine_without_time_zones_is_told_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import zoneinfo

    def absent(_: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError

    monkeypatch.setattr(zoneinfo, "ZoneInfo", absent)
    ran = run("list")
    assert (ran.status, ran.out) == (2, "")
    assert "Installer le paquet Python « tzdata », ou donner --date." in ran.err


def _last_checked(catalogue: Catalogue) -> datetime:
    checked = max(source.checked for scheme in catalogue.schemes for source in scheme.sources)
    return datetime(checked.year, checked.month, checked.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(("days", "said"), [(-2, "l'horloge"), (-1, ""), (0, ""), (365, ""), (366, "il y a 366 jours")])
def test_an_old_catalogue_or_an_odd_clock_is_told(
    run: Run, shipped: Catalogue, monkeypatch: pytest.MonkeyPatch, days: int, said: str
) -> None:
    _at(_last_checked(shipped) + timedelta(days=days), monkeypatch)
    ran = run("list")
    assert ran.status == 0
    assert said in ran.err
    assert bool(said) is ran.err.startswith("alerte : ")


def test_a_day_that_was_asked_for_is_no_odd_clock(run: Run) -> None:
    assert run("list", "--date", "1999-01-01").err == ""
    assert "tout est à revoir alors" in run("list", "--date", "2199-01-01").err


def test_the_past_is_replayed(run: Run) -> None:
    report = _json(run, "--population", "520000", "--type", "dematerialisation")
    assert isinstance(report["assessments"], list)
    first = report["assessments"][0]
    assert (first["scheme"], first["verdict"]) == ("france-relance-dematerialisation", "eligible")
    assert (first["window"]["state"], first["window"]["days_left"]) == ("open", 88)


def test_options_win_over_the_profile_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("population: 3000\npme: oui\n", encoding="utf-8")
    profile = _json(run, "--profil", str(path), "--population", "4000", "--fait", "pme=non")["profile"]
    assert profile == {"population": 4000, "pme": False}


def test_a_bad_profile_file_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("pme: oui\npopulaton: 5\n", encoding="utf-8")
    ran = run("check", "--profil", str(path), *DATE)
    assert (ran.status, ran.out) == (1, "")
    said, hint, _ = ran.err.split("\n")
    assert said == f"erreur : {path}:2:1 : clé inconnue « populaton »"
    assert hint.endswith("La liste : aidnum facts.")


def test_costs_are_read_in_euros_with_or_without_tax(run: Run) -> None:
    words = ("check", "--cout", "RH=40 000,50 €", "--cout", "prestations=60000.5", *DATE)
    assert "coûts HT : personnel 40 000,50 € et" in run(*words).out.replace("\u00a0", " ")
    assert "coûts TTC : personnel 40 000,50 € et" in run(*words, "--ttc").out.replace("\u00a0", " ")


def test_a_rate_of_vat_gives_the_amounts_of_aids_that_count_before_tax(run: Run) -> None:
    words = ("plan", "Ploërmel", "--type", "demat", "--cout", "logiciel=12000", "--ttc", "--date", "2026-11-24")
    without, given = (json.loads(run(*words, *more, "--format", "json").out) for more in ((), ("--tva", "20%")))
    assert (without["plans"][0]["aid"], given["plans"][0]["aid"]) == ("0.00", "2000.00")
    assert ("dsil" in without["untaxed"], given["untaxed"]) == (True, [])


@pytest.mark.parametrize("words", [("--tva", "20%"), ("--feuille", "Budget"), ("--ttc",)])
def test_what_bears_on_no_cost_is_told(run: Run, words: tuple[str, ...]) -> None:
    ran = run("check", *words, *DATE)
    assert ran.status == 0
    assert ran.err.startswith(f"alerte : {words[0]} est sans effet : ")
    assert run("check", *words, "--cout", "logiciel=5", *DATE).err == (ran.err if words[0] == "--feuille" else "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cout", "personnel=1.500"), "est ambigu"),
        (("--cout", "personnel=-5"), "est négatif"),
        (("--cout", "personnel=cher"), "n'est pas un montant en euros"),
        (("--cout", "RH=1", "--cout", "personnel=2"), "la catégorie « personnel » est donnée deux fois"),
    ],
)
def test_a_bad_cost_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("check", *words, *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_the_catalogue_given_takes_the_place_of_the_shipped_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(SCHEMES, encoding="utf-8")
    ran = run("list", "--no-shipped", "--catalogue", str(tmp_path), *DATE)
    assert (ran.status, ran.err) == (0, "")
    assert "5\u00a0dispositifs sur 5" in ran.out


def test_a_scheme_left_out_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(VOCABULARY, encoding="utf-8")
    text = SCHEMES.replace('    title: "Guichet local"\n', "")
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    ran = run("list", "--no-shipped", "--catalogue", str(tmp_path), *DATE)
    assert ran.status == 0
    assert ran.err.startswith(f"alerte : 1\u00a0dispositif laissé de côté : {tmp_path / 'b.yaml'}:")


def test_a_word_given_another_meaning_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        f"{SCHEMES}vocabulary:\n  types: {{dematerialisation: {{label: Autre}}}}\n", encoding="utf-8"
    )
    ran = run("list", "--no-shipped", "--catalogue", str(tmp_path), *DATE)
    assert ran.status == 0
    assert ran.err.startswith(f"alerte : erreur dans un catalogue : {tmp_path / 'b.yaml'}:")
    assert "« dematerialisation » a déjà un autre sens" in ran.err


@pytest.mark.parametrize("words", [("--no-shipped",), ("--catalogue", "/absent.yaml")])
def test_no_catalogue_is_no_answer(run: Run, words: tuple[str, ...]) -> None:
    ran = run("list", *words, *DATE)
    assert (ran.status, ran.out) == (1, "")
