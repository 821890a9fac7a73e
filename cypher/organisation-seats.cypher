// title: An organisation's seats
// question: On which bodies does this organisation have a seat, and who holds it?
// parameter: organisation (organisation) - whose seats
// columns: body_id, body, seat_id, seat, role, voting, holders, stand_ins, shared_with, evidence
// note: "shared with" names the others for whom the seat speaks too. A seat without a holder here is not thereby vacant: see the query vacancies.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], organisation: 'anytown-council'}

MATCH (o:Organisation {id: $organisation})<-[v:ON_BEHALF_OF]-(s:Seat)-[sits:SEAT_ON]->(b:Body)
WHERE v.valid_from <= date($as_of) AND v.valid_to >= date($as_of)
  AND (v.proposed = false OR $include_proposed)
  AND sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
WITH o, s, b, collect(DISTINCT CASE
  WHEN v.source IS NULL OR v.paragraph IS NULL THEN coalesce(v.source, v.paragraph)
  ELSE v.source + ', ' + v.paragraph
END) AS evidence
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
WITH o, s, b, evidence,
  collect(DISTINCT CASE WHEN h.capacity IN ['holder', 'leave'] THEN p.name END) AS holders,
  collect(DISTINCT CASE WHEN NOT h.capacity IN ['holder', 'leave'] THEN p.name END) AS stand_ins
OPTIONAL MATCH (s)-[w:ON_BEHALF_OF]->(other:Body|Organisation)
WHERE w.valid_from <= date($as_of) AND w.valid_to >= date($as_of)
  AND (w.proposed = false OR $include_proposed)
  AND other.id <> o.id
RETURN b.id AS body_id, b.name AS body, s.id AS seat_id, s.title AS seat, s.role AS role,
  s.voting AS voting, holders, stand_ins, collect(DISTINCT other.name) AS shared_with, evidence
ORDER BY body, body_id, seat, seat_id
