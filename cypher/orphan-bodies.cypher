// title: Orphan bodies
// question: Which bodies have no link of any kind to or from another body or organisation?
// columns: body_id, body, areas (in order), kind, finding, seats, remit_clauses, source, paragraph
// note: "no links" only where the sources give the body's links completely; elsewhere "none known": there may be some.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND NOT EXISTS {
    MATCH (b)
      -[r:PART_OF|REPORTS_TO|ACCOUNTABLE_TO|ESCALATES_TO|DELEGATES_TO|OVERSEES
        |SCRUTINISES|ADVISES|APPROVES|ALIGNS_WITH|REPLACES|ESTABLISHED_BY
      ]-(other:Body|Organisation)
    WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
      AND (r.proposed = false OR $include_proposed)
  }
OPTIONAL MATCH (b)<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
WITH b, count(DISTINCT s.id) AS seats
OPTIONAL MATCH (b)-[has:HAS_REMIT]->(clause:Remit)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
RETURN b.id AS body_id, b.name AS body, b.areas AS areas, b.kind AS kind,
  CASE WHEN 'links' IN b.covered THEN 'no links' ELSE 'none known' END AS finding,
  seats, count(DISTINCT clause.id) AS remit_clauses, b.source AS source, b.paragraph AS paragraph
ORDER BY finding, body, body_id
