import pytest

from govgraph.present.roles import WITHHELD, Roles, of_people
from tests.builders import governance

CHAIR = "[Chair, Youth Board]"


def roles(*names: str, **columns: object) -> Roles:
    """What is said of the chair, and then members, of one board, who are called so."""
    seats = [
        {
            "body": "Youth Board",
            "seat": f"Seat {at}" if at else "Chair",
            "role": "member" if at else "chair",
            "person": name,
            **columns,
        }
        for at, name in enumerate(names)
    ]
    return of_people(governance(bodies=[{"name": "Youth Board"}], memberships=seats))


@pytest.mark.parametrize(
    "text",
    [
        "Joanna Mistry-Cole",
        "joanna mistry-cole",
        "JOANNA MISTRY-COLE",
        "Joanna Mistry\u2011Cole",
        "Joanna\u00a0Mistry Cole",
        "Mistry-Cole, Joanna",
        "J. Mistry-Cole",
        "J Mistry-Cole",
        "Cllr Mistry-Cole",
        "Councillor Joanna Mistry-Cole",
        "Dr Mistry-Cole",
        "Joanna\nMistry-Cole",
        "joanna.mistry-cole",
        "joanna-mistry-cole",
    ],
)
def test_a_name_gives_way_however_it_is_written(text: str) -> None:
    assert roles("Joanna Mistry-Cole").instead(f"Ask {text}.") == f"Ask {CHAIR}."


def test_what_is_around_a_name_stays() -> None:
    said = roles("Jo Smith").instead("(Jo Smith's view; see jo.smith@example.org)")

    assert said == f"({CHAIR}'s view; see {CHAIR}@example.org)"


@pytest.mark.parametrize(
    "text",
    [
        "Jo Smithson and Banjo Smith",
        "the smith and Jo",
        "Jo; Smith",
        "Smithfield",
        "a blacksmith",
    ],
)
def test_what_is_no_name_stays(text: str) -> None:
    assert roles("Jo Smith").instead(text) == text


def test_an_initial_is_read_as_one_only_where_it_is_written_as_one() -> None:
    said = roles("Sam Young")

    assert said.instead("the children's young people, as young") == (
        "the children's young people, as young"
    )
    assert said.instead("the children’s Young people") == "the children’s Young people"
    assert said.instead("Asked of S Young.") == f"Asked of {CHAIR}."


def test_accents_do_not_hide_a_name() -> None:
    assert roles("José Núñez").instead("Jose Nunez and JOSÉ NÚÑEZ") == f"{CHAIR} and {CHAIR}"


def test_letters_after_a_name_and_titles_before_it_are_no_part_of_it() -> None:
    said = roles("Councillor Sandra Moore CBE")

    assert said.instead("Sandra Moore; Mrs Moore") == f"{CHAIR}; {CHAIR}"
    assert said.instead("Councillor Sandra Moore CBE") == CHAIR


def test_a_name_of_one_word_gives_way_only_as_it_is_written() -> None:
    assert roles("Will").instead("Will will come") == f"{CHAIR} will come"


def test_somebody_known_by_title_and_surname_only_is_found_by_them() -> None:
    assert roles("Cllr Moore").instead("as Cllr Moore and Ms Moore said on the moor, Moore") == (
        f"as {CHAIR} and {CHAIR} said on the moor, Moore"
    )


def test_other_names_give_way_too() -> None:
    g = governance(
        bodies=[{"name": "Youth Board"}],
        memberships=[
            {"body": "Youth Board", "seat": "Chair", "person": "Jo Smith", "role": "chair"}
        ],
        people=[{"name": "Jo Smith", "other_names": "Joanne Baker"}],
    )

    assert of_people(g).instead("Joanne Baker") == CHAIR


def test_a_name_that_fits_two_people_is_withheld() -> None:
    said = roles("Jo Smith", "Jane Smith")

    assert said.instead("J Smith") == WITHHELD
    assert said.instead("Jane Smith") == "[Seat 1, Youth Board]"


def test_two_people_in_one_seat_are_told_apart() -> None:
    g = governance(
        bodies=[{"name": "Youth Board"}],
        memberships=[
            {"body": "Youth Board", "seat": "Nurse", "person": "Jo Smith", "end_date": "2024"},
            {
                "body": "Youth Board",
                "seat": "Nurse",
                "person": "Bea Quill",
                "start_date": "2025",
                "end_date": "2025-06",
            },
            {"body": "Youth Board", "seat": "Nurse", "person": "Cy Reed", "start_date": "2025-07"},
            {
                "body": "Youth Board",
                "seat": "Nurse",
                "person": "Di Stone",
                "capacity": "substitute",
                "start_date": "2025-07",
            },
        ],
    )
    said = of_people(g).instead("Jo Smith; Bea Quill; Cy Reed; Di Stone").split("; ")

    assert said == [
        "[former Nurse, Youth Board, person 2]",
        "[former Nurse, Youth Board, person 1]",
        "[Nurse, Youth Board]",
        "[Nurse (substitute), Youth Board]",
    ]


def test_of_several_seats_the_one_in_the_chair_is_said() -> None:
    g = governance(
        bodies=[{"name": "A Board"}, {"name": "B Board"}],
        memberships=[
            {"body": "A Board", "seat": "Member 4", "person": "Jo Smith"},
            {"body": "B Board", "seat": "Chair", "person": "Jo Smith", "role": "chair"},
        ],
    )

    assert of_people(g).instead("Jo Smith") == "[Chair, B Board]"


def test_somebody_without_a_seat_is_called_by_their_post_or_not_at_all() -> None:
    g = governance(
        bodies=[{"name": "Youth Board"}],
        people=[{"name": "Jo Smith", "job_title": "Head of Housing"}, {"name": "Bea Quill"}],
    )

    assert of_people(g).instead("Jo Smith, Bea Quill") == f"[Head of Housing], {WITHHELD}"


def test_a_seat_or_body_that_bears_a_name_does_not_let_it_out_again() -> None:
    g = governance(
        bodies=[{"name": "Jo Smith Panel"}],
        memberships=[{"body": "Jo Smith Panel", "seat": "Bea Quill's aide", "person": "Jo Smith"}],
        people=[{"name": "Bea Quill"}],
    )

    assert of_people(g).instead("Jo Smith") == "[…'s aide, … Panel]"


def test_names_give_way_in_lists_and_dictionaries_but_not_in_their_keys() -> None:
    value = {"Jo Smith": ["by Jo Smith", 3, None, {"text": "Jo Smith"}]}

    assert roles("Jo Smith").all_of(value) == {
        "Jo Smith": [f"by {CHAIR}", 3, None, {"text": CHAIR}]
    }
