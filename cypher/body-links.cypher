// title: A body's links
// question: What is this body to other bodies and organisations, and they to it?
// parameter: body (body) - whose links
// columns: from_id, from_name, link, to_id, to_name, matter, condition, frequency_per_year, basis, proposed, source, paragraph
// note: One row for each statement: two sources that state one link are two rows. "members of" says that it is the members who do it, not the body.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, body: 'anytown-hwb'}

MATCH (a:Body|Organisation)
  -[r:PART_OF|REPORTS_TO|ACCOUNTABLE_TO|ESCALATES_TO|DELEGATES_TO|OVERSEES
    |SCRUTINISES|ADVISES|APPROVES|ALIGNS_WITH|REPLACES|ESTABLISHED_BY
  ]->(z:Body|Organisation)
WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
  AND (r.proposed = false OR $include_proposed)
  // An organisation may have the id of a body; only bodies have a kind.
  AND ((a.id = $body AND a.kind IS NOT NULL) OR (z.id = $body AND z.kind IS NOT NULL))
RETURN a.id AS from_id,
  CASE WHEN r.from_members = true THEN 'members of ' + a.name ELSE a.name END AS from_name,
  type(r) AS link, z.id AS to_id,
  CASE WHEN r.to_members = true THEN 'members of ' + z.name ELSE z.name END AS to_name,
  r.matter AS matter, r.condition AS condition, r.frequency_per_year AS frequency_per_year,
  r.basis AS basis, r.proposed AS proposed, r.source AS source, r.paragraph AS paragraph
ORDER BY link, from_name, to_name, source, paragraph, matter, condition
