// title: Dead ends and missing hops
// question: From which bodies does no step lead up?
// columns: body_id, body, areas (in order), finding, only_for, comes_from, source, paragraph
// note: A dead end is a body whose links are given completely, that is no apex, and from which no link for every matter leads up. A missing hop is the same where its links are not given completely: what lies above is unknown. "only for" names the matters for which a step up is stated, "comes from" who steps up to it.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND (b.apex IS NULL OR b.apex = false)
  AND NOT EXISTS {
    MATCH (b)-[r:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(above:Body|Organisation)
    WHERE r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
      AND (r.proposed = false OR $include_proposed)
      AND r.from_members = false AND r.to_members = false AND r.matter IS NULL
  }
OPTIONAL MATCH (b)-[up:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(z:Body|Organisation)
WHERE up.valid_from <= date($as_of) AND up.valid_to >= date($as_of)
  AND (up.proposed = false OR $include_proposed)
  AND up.from_members = false AND up.to_members = false
WITH b, collect(DISTINCT up.matter) AS only_for
OPTIONAL MATCH (b)<-[into:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]-(below:Body|Organisation)
WHERE into.valid_from <= date($as_of) AND into.valid_to >= date($as_of)
  AND (into.proposed = false OR $include_proposed)
  AND into.from_members = false AND into.to_members = false
RETURN b.id AS body_id, b.name AS body, b.areas AS areas,
  CASE WHEN 'links' IN b.covered THEN 'dead end' ELSE 'missing hop' END AS finding,
  only_for, collect(DISTINCT below.name) AS comes_from, b.source AS source, b.paragraph AS paragraph
ORDER BY finding, body, body_id
