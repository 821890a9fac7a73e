// title: Shared chairs
// question: Who chairs two bodies at the same time, and is one of the two a step above the other?
// columns: person_id, person, body_a_id, body_a, body_b_id, body_b, step_up
// note: Where one is a step above the other, the chair would escalate to themselves: a candidate to look at, not a fault.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (a:Body)<-[m:MEMBER_OF]-(p:Person)-[n:MEMBER_OF]->(b:Body)
WHERE a.id < b.id AND m.role = 'chair' AND n.role = 'chair'
  AND m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
  AND n.valid_from <= date($as_of) AND n.valid_to >= date($as_of)
  AND (n.proposed = false OR $include_proposed)
  AND (size($areas) = 0
    OR any(area IN $areas + [''] WHERE area IN a.areas OR area IN b.areas))
WITH DISTINCT p, a, b
RETURN p.id AS person_id, p.name AS person, a.id AS body_a_id, a.name AS body_a,
  b.id AS body_b_id, b.name AS body_b,
  CASE
    WHEN EXISTS {
      MATCH (a)-[r:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(b)
      WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
        AND (r.proposed = false OR $include_proposed)
        AND r.from_members = false AND r.to_members = false
    } THEN a.name + ' to ' + b.name
    WHEN EXISTS {
      MATCH (b)-[r:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(a)
      WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
        AND (r.proposed = false OR $include_proposed)
        AND r.from_members = false AND r.to_members = false
    } THEN b.name + ' to ' + a.name
  END AS step_up
ORDER BY person, person_id, body_a, body_a_id, body_b, body_b_id
