// title: Bodies that share members
// question: Which pairs of bodies have members in common, and whom?
// parameter: at_least (number) = 1 - how many people in common
// columns: body_a_id, body_a, body_b_id, body_b, shared, people, members_a, members_b
// note: Shared members may be intended, for instance where a chair reports upwards: a candidate to look at, not a fault. Where the members are not known completely there may be more.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], at_least: 1}

MATCH (a:Body)<-[m:MEMBER_OF]-(p:Person)-[n:MEMBER_OF]->(b:Body)
WHERE a.id < b.id
  AND m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
  AND n.valid_from <= date($as_of) AND n.valid_to >= date($as_of)
  AND (n.proposed = false OR $include_proposed)
  AND (size($areas) = 0
    OR any(area IN $areas + [''] WHERE area IN a.areas OR area IN b.areas))
WITH a, b, count(DISTINCT p.id) AS shared, collect(DISTINCT p.name) AS people
WHERE shared >= $at_least
MATCH (a)<-[k:MEMBER_OF]-(q:Person)
WHERE k.valid_from <= date($as_of) AND k.valid_to >= date($as_of)
  AND (k.proposed = false OR $include_proposed)
WITH a, b, shared, people, count(DISTINCT q.id) AS members_a
MATCH (b)<-[l:MEMBER_OF]-(q:Person)
WHERE l.valid_from <= date($as_of) AND l.valid_to >= date($as_of)
  AND (l.proposed = false OR $include_proposed)
RETURN a.id AS body_a_id, a.name AS body_a, b.id AS body_b_id, b.name AS body_b, shared, people,
  members_a, count(DISTINCT q.id) AS members_b
ORDER BY shared DESC, body_a, body_a_id, body_b, body_b_id
