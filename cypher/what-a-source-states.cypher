// title: What a source states
// question: Which facts rest on this document, and where in it do they stand?
// parameter: source (source) - which document
// columns: fact, from_id, from_name, to_id, to_name, basis, proposed, paragraph
// sorted by: fact, from_name, to_name, from_id, to_id, paragraph, basis, proposed
// note: Only what held on the day. Where several sources describe one body, organisation or person, it is listed under the source that the store shows for it. A row that is no link has no second id: what follows the name is the kind, sector or post.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, source: 'anytown-terms'}

MATCH (b:Body {source: $source})
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
RETURN 'Body' AS fact, b.id AS from_id, b.name AS from_name, '' AS to_id, b.kind AS to_name,
  'stated' AS basis, b.proposed AS proposed, b.paragraph AS paragraph
UNION ALL
MATCH (o:Organisation {source: $source})
WHERE o.valid_from <= date($as_of) AND o.valid_to >= date($as_of)
  AND (o.proposed = false OR $include_proposed)
RETURN 'Organisation' AS fact, o.id AS from_id, o.name AS from_name, '' AS to_id,
  o.sector AS to_name, 'stated' AS basis, o.proposed AS proposed, o.paragraph AS paragraph
UNION ALL
MATCH (p:Person {source: $source})
WHERE p.valid_from <= date($as_of) AND p.valid_to >= date($as_of)
  AND (p.proposed = false OR $include_proposed)
RETURN 'Person' AS fact, p.id AS from_id, p.name AS from_name, '' AS to_id,
  p.job_title AS to_name, 'stated' AS basis, p.proposed AS proposed, p.paragraph AS paragraph
UNION ALL
MATCH (x:Body|Organisation|Person|Seat|Meeting)
  -[r:PART_OF|REPORTS_TO|ACCOUNTABLE_TO|ESCALATES_TO|DELEGATES_TO|OVERSEES
    |SCRUTINISES|ADVISES|APPROVES|ALIGNS_WITH|REPLACES|ESTABLISHED_BY
    |SEAT_ON|HOLDS|ON_BEHALF_OF|EX_OFFICIO|EMPLOYED_BY|HAS_REMIT|HAS_RULE|MEETING_OF
  ]->
  (y:Body|Organisation|Seat|Remit|Rule)
WHERE r.source = $source
  AND r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (r.proposed = false OR $include_proposed)
RETURN type(r) AS fact, x.id AS from_id, coalesce(x.name, x.title, x.date) AS from_name,
  y.id AS to_id, coalesce(y.name, y.title, y.text) AS to_name,
  coalesce(r.basis, 'stated') AS basis, r.proposed AS proposed, r.paragraph AS paragraph
