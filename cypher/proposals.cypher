// title: What is only proposed
// question: Which bodies, links, clauses, provisions and seats are proposed and not yet in force?
// columns: what, body_id, from_name, to_name, source, paragraph
// sorted by: from_name, body_id, what, to_name, source, paragraph
// note: Proposals are what this is about, so it lists them whether or not proposed facts are asked for. What belongs to a proposed body is proposed with it.
// In Neo4j Browser first: :param {as_of: '2026-11-22', areas: []}

MATCH (b:Body)
WHERE b.proposed = true AND b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
RETURN 'Body' AS what, b.id AS body_id, b.name AS from_name, b.kind AS to_name,
  b.source AS source, b.paragraph AS paragraph
UNION ALL
MATCH (b:Body)
  -[r:PART_OF|REPORTS_TO|ACCOUNTABLE_TO|ESCALATES_TO|DELEGATES_TO|OVERSEES
    |SCRUTINISES|ADVISES|APPROVES|ALIGNS_WITH|REPLACES|ESTABLISHED_BY
  ]->(z:Body|Organisation)
WHERE r.proposed = true AND r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
RETURN type(r) AS what, b.id AS body_id, b.name AS from_name, z.name AS to_name,
  r.source AS source, r.paragraph AS paragraph
UNION ALL
MATCH (b:Body)-[r:HAS_REMIT|HAS_RULE]->(z:Remit|Rule)
WHERE r.proposed = true AND r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
RETURN type(r) AS what, b.id AS body_id, b.name AS from_name, z.text AS to_name,
  r.source AS source, r.paragraph AS paragraph
UNION ALL
MATCH (b:Body)<-[r:SEAT_ON]-(s:Seat)
WHERE r.proposed = true AND r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
RETURN 'SEAT_ON' AS what, b.id AS body_id, b.name AS from_name, s.title AS to_name,
  r.source AS source, r.paragraph AS paragraph
