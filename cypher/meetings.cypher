// title: Meetings and who came
// question: When did each body meet, and how many came, sent a substitute or apologies, or stayed away?
// parameter: body (body) = "" - only this body
// parameter: since (date) = 0001-01-01 - only meetings from this day on
// columns: body_id, body, meeting_id, date, status, duration_hours, present, substitute, apologies, absent, unknown, guests, source
// note: A past meeting whose status is blank counts as held. Meetings after the day are not listed. Guests are people without a seat who were there.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], body: '', since: '0001-01-01'}

MATCH (b:Body)<-[met:MEETING_OF]-(m:Meeting)
WHERE met.valid_from <= date($as_of) AND met.valid_to >= date($as_of)
  AND (met.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND ($body = '' OR b.id = $body)
  AND m.valid_from >= date($since)
WITH DISTINCT b, m
OPTIONAL MATCH (s:Seat)-[a:ATTENDANCE]->(m)
WHERE a.valid_from <= date($as_of) AND a.valid_to >= date($as_of)
  AND (a.proposed = false OR $include_proposed)
WITH b, m,
  count(DISTINCT CASE WHEN a.status = 'present' THEN s.id END) AS present,
  count(DISTINCT CASE WHEN a.status = 'substitute' THEN s.id END) AS substitute,
  count(DISTINCT CASE WHEN a.status = 'apologies' THEN s.id END) AS apologies,
  count(DISTINCT CASE WHEN a.status = 'absent' THEN s.id END) AS absent,
  count(DISTINCT CASE WHEN a.status = 'unknown' THEN s.id END) AS unknown
OPTIONAL MATCH (p:Person)-[g:ATTENDANCE]->(m)
WHERE g.valid_from <= date($as_of) AND g.valid_to >= date($as_of)
  AND (g.proposed = false OR $include_proposed)
  AND g.status = 'present'
RETURN b.id AS body_id, b.name AS body, m.id AS meeting_id, m.date AS date,
  coalesce(m.status, 'held') AS status, m.duration_hours AS duration_hours,
  present, substitute, apologies, absent, unknown, count(DISTINCT p.id) AS guests,
  m.source AS source
ORDER BY body, body_id, date, meeting_id
