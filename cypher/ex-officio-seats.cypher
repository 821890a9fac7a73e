// title: Seats that come with an office
// question: Which seats belong to the holder of an office elsewhere, and who holds seat and office?
// columns: body_id, body, seat_id, seat, office, of_id, of_name, holders, office_holders, source, paragraph
// note: "office holders" are those who chair or vice-chair the body that the office is of, where the office says so; blank where they are not named or the office is of another kind.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)<-[sits:SEAT_ON]-(s:Seat)-[e:EX_OFFICIO]->(of:Body|Organisation)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND e.valid_from <= date($as_of) AND e.valid_to >= date($as_of)
  AND (e.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
WITH DISTINCT b, s, e, of
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
  AND h.capacity IN ['holder', 'interim', 'leave']
WITH b, s, e, of, collect(DISTINCT p.name) AS holders
OPTIONAL MATCH (of)<-[m:MEMBER_OF]-(q:Person)
WHERE m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
  AND ((toLower(e.office) = 'chair' AND m.role = 'chair')
    OR (toLower(e.office) IN ['vice-chair', 'vice chair', 'vice_chair'] AND m.role = 'vice_chair'))
WITH b, s, e, of, holders, collect(DISTINCT q.name) AS office_holders
RETURN b.id AS body_id, b.name AS body, s.id AS seat_id, s.title AS seat, e.office AS office,
  of.id AS of_id, of.name AS of_name, holders, office_holders, e.source AS source,
  e.paragraph AS paragraph
ORDER BY body, body_id, seat, seat_id, of_name, of_id, office, source, paragraph
