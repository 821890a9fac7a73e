import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from govgraph.analysis import brokers

seats = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 9)), max_size=26)


def matrix(rows: set[tuple[int, int]]) -> sparse.csr_array:
    values = np.zeros((8, 10), dtype=np.int32)
    for body, person in rows:
        values[body, person] = 1
    return sparse.csr_array(values)


def slow_parts(rows: set[tuple[int, int]]) -> dict[int, set[frozenset[int]]]:
    """Each person's bodies by the part in which they are without the person, by removal."""
    found = {}
    for person in {person for _, person in rows}:
        bodies = {body for body, who in rows if who == person}
        rest: nx.Graph[object] = nx.Graph()
        rest.add_nodes_from(("body", body) for body in bodies)
        rest.add_edges_from(
            (("body", body), ("person", who)) for body, who in rows if who != person
        )
        parts = {
            frozenset(body for body in bodies if ("body", body) in part)
            for part in nx.connected_components(rest)
        } - {frozenset()}
        if len(parts) > 1:
            found[person] = parts
    return found


@settings(max_examples=300)
@given(seats)
def test_brokers_are_those_whose_removal_parts_their_bodies(rows: set[tuple[int, int]]) -> None:
    edges = brokers.parts_without(matrix(rows))

    found: dict[int, set[frozenset[int]]] = {
        person: {
            frozenset(part["body"]) for _, part in edges[edges["person"] == person].groupby("part")
        }
        for person in edges["person"].unique().tolist()
    }
    assert found == slow_parts(rows)


def test_in_a_chain_of_bodies_everybody_connects_alone() -> None:
    chain = {(at, at) for at in range(5)} | {(at + 1, at) for at in range(5)}

    edges = brokers.parts_without(matrix(chain))

    assert edges["person"].unique().tolist() == [0, 1, 2, 3, 4]


def test_where_every_two_bodies_share_two_people_nobody_does() -> None:
    dense = {(body, who) for body in range(4) for who in range(3)}

    assert brokers.parts_without(matrix(dense)).empty


def test_nobody_sits_nowhere() -> None:
    assert brokers.parts_without(matrix(set())).empty
