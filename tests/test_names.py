"""When two spellings are one name, and what a name may be taken for."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import names
from govgraph.names import AMBIGUOUS, NOT_FOUND, Directory


def _bodies() -> Directory:
    table = pd.DataFrame(
        {
            "id": ["plymouth-hwb", "bcp-hwb", "plymouth-cdrp"],
            "name": ["Health and Wellbeing Board", "Health and Wellbeing Board", "Safe Board"],
            "other_names": ["HWB", None, "CDRP; Safe and Strong Board"],
            "area": ["Plymouth", "BCP", "Plymouth"],
        },
        dtype="str",
    )
    return Directory.of({"Body": table}, ("Body",))


def _found(*asked: str) -> list[str | int]:
    directory = _bodies()
    at = directory.find(pd.Series(asked, dtype="str"))
    return [int(n) if n < 0 else str(directory.things["id"].iloc[n]) for n in at]


def test_ids_names_and_other_names_are_found_however_they_are_spelt() -> None:
    assert _found("plymouth-hwb", "hwb", "Safe  and strong BOARD.", "cdrp") == [
        "plymouth-hwb",
        "plymouth-hwb",
        "plymouth-cdrp",
        "plymouth-cdrp",
    ]


def test_a_name_of_two_bodies_is_ambiguous_and_its_area_makes_it_clear() -> None:
    assert _found("Health and Wellbeing Board", "Health and Wellbeing Board (BCP)", "none") == [
        AMBIGUOUS,
        "bcp-hwb",
        NOT_FOUND,
    ]
    assert _bodies().matches("Health and Wellbeing Board")["id"].tolist() == [
        "plymouth-hwb",
        "bcp-hwb",
    ]


def test_an_id_wins_over_a_name_of_the_same_spelling() -> None:
    table = pd.DataFrame({"id": ["hwb", "x"], "name": ["One", "HWB"], "area": "A"}, dtype="str")
    directory = Directory.of({"Body": table}, ("Body",))
    at = directory.find(pd.Series(["HWB"], dtype="str"))
    assert directory.things["id"].iloc[at[0]] == "hwb"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Children’s Trust & Board", "childrens-trust-and-board"),
        ("0–25 SEND", "0-25-send"),
        ("Ängelholm  Nämnd", "angelholm-namnd"),
    ],
)
def test_slugs_are_small_letters_digits_and_hyphens(text: str, slug: str) -> None:
    assert names.slug(text) == slug


@given(st.text(min_size=1).filter(str.strip))
def test_every_text_has_a_slug_and_slugs_are_their_own_slugs(text: str) -> None:
    made = names.slug(text)
    assert made
    assert names.slug(made) == made


@given(st.lists(st.text()))
def test_keys_do_not_depend_on_the_company_they_are_in(texts: list[str]) -> None:
    together = names.keys(pd.Series(texts, dtype="str")).tolist()
    assert together == [names.key(text) for text in texts]


def test_the_nearest_names_come_first_and_unlike_ones_not_at_all() -> None:
    known = ["Health and Wellbeing Board", "Growth Board", "Cabinet"]
    assert names.nearest("helth and wellbing board", known, 1) == ["Health and Wellbeing Board"]
    assert names.nearest("zzzz", known) == []


def test_signs_that_nobody_sees_make_no_other_name() -> None:
    assert names.key("Jo\u200b Smi\u00adth") == names.key("Jo Smith")


def test_texts_of_other_scripts_have_slugs_of_their_own() -> None:
    assert names.slug("Γιώργος (Chair)") != names.slug("Μαρία (Chair)")
    assert names.slug("Μαρία (Chair)") == names.slug("ΜΑΡΊΑ (CHAIR)")
    assert names.slug("Bjørn Wyn") == "bjrn-wyn"
