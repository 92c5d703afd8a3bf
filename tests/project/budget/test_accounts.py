"""Account numbers, and what only looks like one."""

from __future__ import annotations

import pytest

from aidnum.project.budget.accounts import Account, account_in, account_leading


@pytest.mark.parametrize(
    ("text", "number", "nature", "category"),
    [
        ("2051", "2051", "investment", "logiciel"),
        ("2051 - Concessions", "2051", "investment", "logiciel"),
        ("c/2183", "2183", "investment", "materiel"),
        ("21838", "21838", "investment", "materiel"),
        ("Art. 6512", "6512", "running", "hebergement"),
        ("Chapitre 20", "20", "investment", None),
        ("64131", "64131", "running", "personnel"),
        ("2188", "2188", "investment", None),
        ("6065", "6065", "running", None),
        ("1068", "1068", None, None),
        ("6718", "6718", None, None),
    ],
)
def test_the_class_of_an_account_gives_the_nature(text: str, number: str, nature: str | None, category: str | None) -> None:
    account = account_in(text)
    assert account is not None
    assert (account.number, account.nature, next(iter(account.categories), None)) == (number, nature, category)


@pytest.mark.parametrize("text", ["", "Licences", "1", "20,5", "1234567", "M57"])
def test_another_text_is_no_account(text: str) -> None:
    assert account_in(text) is None


@pytest.mark.parametrize(
    ("label", "number", "rest"),
    [
        ("2051 - Concessions", "2051", "Concessions"),
        ("2183 Postes", "2183", "Postes"),
        ("c/611 Contrats", "611", "Contrats"),
        ("611 - Contrats", "611", "Contrats"),
        ("compte 6184 : formation", "6184", "formation"),
    ],
)
def test_a_label_may_begin_with_an_account(label: str, number: str, rest: str) -> None:
    account = account_leading(label)
    assert isinstance(account, Account)
    assert (account.number, account.words) == (number, rest)


@pytest.mark.parametrize(
    "label", ["20 ordinateurs", "250 licences", "611 heures", "2026 licences", "2400 heures", "2188 livres", "1. Logiciels"]
)
def test_a_quantity_that_begins_a_label_is_no_account(label: str) -> None:
    assert account_leading(label) is None
