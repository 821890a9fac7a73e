// title: Interims, substitutes and people on leave
// question: Who covers a seat, comes in another's place or is on leave, and whose seat is it?
// columns: body_id, body, seat_id, seat, role, person_id, person, capacity, since, holders, source, paragraph
// note: "holders" are those who hold the seat themselves; a substitute or an alternate comes in their place and is no member.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)<-[sits:SEAT_ON]-(s:Seat)<-[h:HOLDS]-(p:Person)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
  AND h.capacity IN ['interim', 'substitute', 'alternate', 'leave']
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
WITH DISTINCT b, s, p, h
OPTIONAL MATCH (s)<-[own:HOLDS]-(holder:Person)
WHERE own.valid_from <= date($as_of) AND own.valid_to >= date($as_of)
  AND (own.proposed = false OR $include_proposed)
  AND own.capacity = 'holder'
WITH b, s, p, h, collect(DISTINCT holder.name) AS holders
RETURN b.id AS body_id, b.name AS body, s.id AS seat_id, s.title AS seat, s.role AS role,
  p.id AS person_id, p.name AS person, h.capacity AS capacity, h.start_date AS since, holders,
  h.source AS source, h.paragraph AS paragraph
ORDER BY body, body_id, seat, seat_id, capacity, person, person_id, source, paragraph
