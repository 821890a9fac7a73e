// title: Vacancies
// question: Which seats are vacant, and which have no holder that a source names?
// parameter: stated_only (yes/no) = yes - only seats that a source states to be vacant
// columns: body_id, body, seat_id, seat, role, speaks_for, state, covered_by, evidence
// note: State: vacant (a source says so, and nobody but an interim, shown under "covered by", holds it); not named (no source names a holder, which is no vacancy); unknown (only former holders are named).
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], stated_only: true}

MATCH (b:Body)<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND ($stated_only = false OR sits.status = 'vacant')
WITH b, s, count(CASE WHEN sits.status = 'vacant' THEN 1 END) > 0 AS stated_vacant,
  collect(DISTINCT CASE
    WHEN sits.source IS NULL OR sits.paragraph IS NULL THEN coalesce(sits.source, sits.paragraph)
    ELSE sits.source + ', ' + sits.paragraph
  END) AS evidence
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
WITH b, s, stated_vacant, evidence, count(p) AS holders,
  count(CASE WHEN h.capacity IN ['holder', 'leave'] THEN 1 END) AS filling,
  collect(DISTINCT CASE WHEN h.capacity = 'interim' THEN p.name END) AS covered_by
WHERE (stated_vacant AND filling = 0) OR holders = 0
OPTIONAL MATCH (s)-[v:ON_BEHALF_OF]->(o:Body|Organisation)
WHERE v.valid_from <= date($as_of) AND v.valid_to >= date($as_of)
  AND (v.proposed = false OR $include_proposed)
RETURN b.id AS body_id, b.name AS body, s.id AS seat_id, s.title AS seat, s.role AS role,
  collect(DISTINCT o.name) AS speaks_for,
  CASE
    WHEN stated_vacant THEN 'vacant'
    WHEN EXISTS { MATCH (s)<-[:HOLDS]-(former:Person) } THEN 'unknown'
    ELSE 'not named'
  END AS state,
  covered_by, evidence
ORDER BY body, body_id, seat, seat_id
