// title: Both sides of scrutiny
// question: Who is a member both of a body that scrutinises and of the body that it scrutinises?
// columns: person_id, person, scrutinising_id, scrutinising, role_there, scrutinised_id, scrutinised, role_here, evidence
// note: A candidate for judgement, not a verdict: some scrutiny is meant to be done among partners.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (a:Body)-[r:SCRUTINISES]->(z:Body)
WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (r.proposed = false OR $include_proposed)
  AND r.from_members = false
  AND (size($areas) = 0
    OR any(area IN $areas + [''] WHERE area IN a.areas OR area IN z.areas))
MATCH (a)<-[m:MEMBER_OF]-(p:Person)-[n:MEMBER_OF]->(z)
WHERE m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
  AND n.valid_from <= date($as_of) AND n.valid_to >= date($as_of)
  AND (n.proposed = false OR $include_proposed)
RETURN p.id AS person_id, p.name AS person, a.id AS scrutinising_id, a.name AS scrutinising,
  collect(DISTINCT m.role) AS role_there, z.id AS scrutinised_id, z.name AS scrutinised,
  collect(DISTINCT n.role) AS role_here,
  collect(DISTINCT CASE
    WHEN r.source IS NULL OR r.paragraph IS NULL THEN coalesce(r.source, r.paragraph)
    ELSE r.source + ', ' + r.paragraph
  END) AS evidence
ORDER BY person, person_id, scrutinising, scrutinising_id, scrutinised, scrutinised_id
