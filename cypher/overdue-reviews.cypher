// title: Reviews of the terms of reference
// question: Which terms of reference are overdue for the review that they lay down themselves?
// parameter: others_too (yes/no) = no - list the reviews that are not overdue too
// columns: body_id, body, rule, source, version, dated, due_in, finding
// note: Counted from the day on which the terms that state the rule were adopted, else from their date. A later review that is not in the store is not known, so "overdue" is a question to ask, not a verdict. Undetermined: that day is not known, or only as a year or month that leaves both open; or the rule is none of "every year" and "every 2 years" to "every 5 years".
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], others_too: false}

MATCH (b:Body)-[has:HAS_RULE]->(r:Rule)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
  AND r.kind = 'review'
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
WITH DISTINCT b, r
OPTIONAL MATCH (d:Source {id: r.source})
OPTIONAL MATCH (newer:Source)
WHERE newer.replaces = d.id
WITH b, r, d, count(newer) > 0 AS is_replaced
WITH b, r, d, is_replaced, coalesce(d.adopted, d.date) AS dated,
  CASE
    WHEN toLower(r.text) IN ['every year', 'every 1 year', 'annually', 'at least every 1 year', 'at least annually'] THEN 1
    WHEN toLower(r.text) IN ['every 2 years', 'at least every 2 years'] THEN 2
    WHEN toLower(r.text) IN ['every 3 years', 'at least every 3 years'] THEN 3
    WHEN toLower(r.text) IN ['every 4 years', 'at least every 4 years'] THEN 4
    WHEN toLower(r.text) IN ['every 5 years', 'at least every 5 years'] THEN 5
  END AS years
// A date is a text of 4, 7 or 10 characters (2017, 2017-09, 2017-09-20), so that adding years is
// a matter of its first 4; what it leaves out is filled up with its first and its last day. Every
// branch of a CASE has to be computable: Ladybug computes them all.
WITH b, r, d, is_replaced, dated, CASE
    WHEN years IS NULL OR dated IS NULL THEN ''
    ELSE toString(toInteger(left(dated, 4)) + years) + right(dated, size(dated) - 4)
  END AS due
WITH b, r, d, is_replaced, dated, due,
  CASE size(due) WHEN 4 THEN due + '-01-01' WHEN 7 THEN due + '-01' ELSE due END AS due_from,
  CASE size(due) WHEN 4 THEN due + '-12-31' WHEN 7 THEN due + '-31' ELSE due END AS due_to
WITH b, r, d, dated, due, CASE
    WHEN is_replaced THEN 'a newer version is in the store'
    WHEN due = '' THEN 'undetermined'
    WHEN due_to < $as_of THEN 'overdue'
    WHEN due_from >= $as_of THEN 'not overdue'
    ELSE 'undetermined'
  END AS finding
WHERE $others_too OR finding IN ['overdue', 'undetermined']
RETURN b.id AS body_id, b.name AS body, r.text AS rule, r.source AS source, d.version AS version,
  dated, CASE WHEN due <> '' THEN left(due, 7) END AS due_in, finding
ORDER BY finding, due_in, body, body_id, rule, source
