// title: People on several bodies
// question: Who sits as a member on several bodies, and which of them do they chair?
// parameter: at_least (number) = 2 - on how many bodies at the same time
// columns: person_id, person, bodies, body_names, chaired, chaired_names
// note: Members have the role chair, vice-chair, member or co-opted, and hold the seat or cover it as an interim. With an area only the bodies of that area count.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], at_least: 2}

MATCH (p:Person)-[m:MEMBER_OF]->(b:Body)
WHERE m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
WITH p, count(DISTINCT b.id) AS bodies, collect(DISTINCT b.name) AS body_names,
  count(DISTINCT CASE WHEN m.role = 'chair' THEN b.id END) AS chaired,
  collect(DISTINCT CASE WHEN m.role = 'chair' THEN b.name END) AS chaired_names
WHERE bodies >= $at_least
RETURN p.id AS person_id, p.name AS person, bodies, body_names, chaired, chaired_names
ORDER BY bodies DESC, chaired DESC, person, person_id
