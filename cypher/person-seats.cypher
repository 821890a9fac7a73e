// title: A person's seats
// question: On which bodies does this person sit, in what role and capacity, since when and for whom?
// parameter: person (person) - whose seats
// columns: body_id, body, seat_id, seat, role, capacity, since, speaks_for, source, paragraph
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], person: 'anytown-jo-smith'}

MATCH (p:Person {id: $person})-[h:HOLDS]->(s:Seat)-[sits:SEAT_ON]->(b:Body)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
  AND sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
WITH DISTINCT h, s, b
OPTIONAL MATCH (s)-[v:ON_BEHALF_OF]->(o:Body|Organisation)
WHERE v.valid_from <= date($as_of) AND v.valid_to >= date($as_of)
  AND (v.proposed = false OR $include_proposed)
WITH h, s, b, collect(DISTINCT o.name) AS speaks_for
RETURN b.id AS body_id, b.name AS body, s.id AS seat_id, s.title AS seat, s.role AS role,
  h.capacity AS capacity, h.start_date AS since, speaks_for, h.source AS source,
  h.paragraph AS paragraph
ORDER BY body, body_id, seat, seat_id, capacity, since, source, paragraph
