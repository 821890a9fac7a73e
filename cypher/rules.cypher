// title: Provisions of the terms of reference
// question: What do the terms of reference lay down, on quorum, attendance, notice and so on?
// parameter: kind (kind of rule) = "" - only provisions of this kind, for instance quorum
// parameter: body (body) = "" - only this body
// columns: body_id, body, kind, clause, rule, reading, consequence, source, paragraph
// note: A provision whose wording leaves several readings open has a row for each.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], kind: '', body: ''}

MATCH (b:Body)-[has:HAS_RULE]->(r:Rule)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND ($kind = '' OR r.kind = $kind)
  AND ($body = '' OR b.id = $body)
WITH DISTINCT b, r
RETURN b.id AS body_id, b.name AS body, r.kind AS kind, r.clause AS clause, r.text AS rule,
  r.reading AS reading, r.consequence AS consequence, r.source AS source, r.paragraph AS paragraph
ORDER BY body, body_id, kind, clause, rule, reading
