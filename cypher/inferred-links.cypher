// title: Links that are inferred
// question: Which links does no source state outright, and how were they inferred?
// columns: from_id, from_name, link, to_id, to_name, condition, note, source, paragraph
// note: A finding that rests on one of these is only as good as the step in its note.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (a:Body|Organisation)
  -[r:PART_OF|REPORTS_TO|ACCOUNTABLE_TO|ESCALATES_TO|DELEGATES_TO|OVERSEES
    |SCRUTINISES|ADVISES|APPROVES|ALIGNS_WITH|REPLACES|ESTABLISHED_BY
  ]->(z:Body|Organisation)
WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (r.proposed = false OR $include_proposed)
  AND r.basis = 'inferred'
  AND (size($areas) = 0
    OR any(area IN $areas + [''] WHERE area IN a.areas OR area IN z.areas))
RETURN a.id AS from_id,
  CASE WHEN r.from_members = true THEN 'members of ' + a.name ELSE a.name END AS from_name,
  type(r) AS link, z.id AS to_id,
  CASE WHEN r.to_members = true THEN 'members of ' + z.name ELSE z.name END AS to_name,
  r.condition AS condition, r.note AS note, r.source AS source, r.paragraph AS paragraph
ORDER BY from_name, from_id, link, to_name, to_id, source, paragraph, condition
