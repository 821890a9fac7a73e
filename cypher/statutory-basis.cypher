// title: What rests on statute
// question: Which bodies and which clauses of their remits rest on an Act?
// columns: body_id, body, statutory_basis, clause, text, statute, source, paragraph
// note: One row for each clause that names a statute, and one for a body with a statutory basis but no such clause. That nothing is named does not mean that there is no duty.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
OPTIONAL MATCH (b)-[has:HAS_REMIT]->(c:Remit)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
  AND c.statute IS NOT NULL
WITH DISTINCT b, c
WHERE b.statutory_basis IS NOT NULL OR c.id IS NOT NULL
RETURN b.id AS body_id, b.name AS body, b.statutory_basis AS statutory_basis, c.clause AS clause,
  c.text AS text, c.statute AS statute, coalesce(c.source, b.source) AS source,
  CASE WHEN c.id IS NULL THEN b.paragraph ELSE c.paragraph END AS paragraph
ORDER BY body, body_id, clause, text
