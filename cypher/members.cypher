// title: Members of a body
// question: Which seats has this body on the day, who holds each, in what capacity, since when and for whom?
// parameter: body (body) - whose seats
// columns: seat_id, seat, role, voting, speaks_for, state, person_id, person, capacity, since, vacant, evidence
// note: One row for each holder of a seat, and one for a seat without. State: held; vacant (a source says so); not named (no source names a holder); unknown (only former holders are named). "vacant" is yes beside an interim, who covers a seat without filling it. Advisers and observers are listed too and are no members: see role.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, body: 'anytown-hwb'}

MATCH (b:Body {id: $body})<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
WITH s, count(CASE WHEN sits.status = 'vacant' THEN 1 END) > 0 AS stated_vacant,
  collect(DISTINCT CASE
    WHEN sits.source IS NULL OR sits.paragraph IS NULL THEN coalesce(sits.source, sits.paragraph)
    ELSE sits.source + ', ' + sits.paragraph
  END) AS stated
OPTIONAL MATCH (s)-[v:ON_BEHALF_OF]->(o:Body|Organisation)
WHERE v.valid_from <= date($as_of) AND v.valid_to >= date($as_of)
  AND (v.proposed = false OR $include_proposed)
WITH s, stated_vacant, stated, collect(DISTINCT o.name) AS speaks_for
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
WITH s, stated_vacant, stated, speaks_for, p, h.capacity AS capacity, h.start_date AS since,
  collect(DISTINCT CASE
    WHEN h.source IS NULL OR h.paragraph IS NULL THEN coalesce(h.source, h.paragraph)
    ELSE h.source + ', ' + h.paragraph
  END) AS held_by
RETURN s.id AS seat_id, s.title AS seat, s.role AS role, s.voting AS voting, speaks_for,
  CASE
    WHEN p.id IS NOT NULL THEN 'held'
    WHEN stated_vacant THEN 'vacant'
    WHEN EXISTS { MATCH (s)<-[:HOLDS]-(former:Person) } THEN 'unknown'
    ELSE 'not named'
  END AS state,
  p.id AS person_id, p.name AS person, capacity, since,
  stated_vacant AND NOT EXISTS {
    MATCH (s)<-[f:HOLDS]-(filling:Person)
    WHERE f.valid_from <= date($as_of) AND f.valid_to >= date($as_of)
      AND (f.proposed = false OR $include_proposed)
      AND f.capacity IN ['holder', 'leave']
  } AS vacant,
  CASE WHEN p.id IS NOT NULL THEN held_by ELSE stated END AS evidence
ORDER BY seat, seat_id, person, person_id, capacity, since
