// title: Attendance by seat
// question: How often was each seat filled at the meetings of its body?
// parameter: body (body) = "" - only this body
// parameter: since (date) = 0001-01-01 - only meetings from this day on
// columns: body_id, body, seat_id, seat, role, holders, meetings, recorded, present, substitute, apologies, absent, unknown, percent_at_least, percent_at_most
// note: Meetings that were cancelled or lie after the day do not count. "meetings" are those of the body, "recorded" those with a record for the seat: what is not recorded is neither presence nor absence. Of the recorded meetings, "percent at least" counts only those where the holder came, "percent at most" also those where a substitute came and those of which the record does not say or says two things. The records of earlier holders count too.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], body: '', since: '0001-01-01'}

MATCH (b:Body)<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND ($body = '' OR b.id = $body)
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
  AND h.capacity IN ['holder', 'interim', 'leave']
WITH b, s, collect(DISTINCT p.name) AS holders
MATCH (b)<-[met:MEETING_OF]-(m:Meeting)
WHERE met.valid_from <= date($as_of) AND met.valid_to >= date($as_of)
  AND (met.proposed = false OR $include_proposed)
  AND m.valid_from >= date($since)
  AND (m.status IS NULL OR m.status = 'held')
OPTIONAL MATCH (s)-[a:ATTENDANCE]->(m)
WHERE a.valid_from <= date($as_of) AND a.valid_to >= date($as_of)
  AND (a.proposed = false OR $include_proposed)
WITH b, s, holders, m, min(a.status) AS one, max(a.status) AS other
WITH b, s, holders, CASE WHEN one = other THEN one WHEN one IS NOT NULL THEN 'unknown' END AS status
WITH b, s, holders, count(*) AS meetings, count(status) AS recorded,
  count(CASE WHEN status = 'present' THEN 1 END) AS present,
  count(CASE WHEN status = 'substitute' THEN 1 END) AS substitute,
  count(CASE WHEN status = 'apologies' THEN 1 END) AS apologies,
  count(CASE WHEN status = 'absent' THEN 1 END) AS absent,
  count(CASE WHEN status = 'unknown' THEN 1 END) AS unknown
WHERE recorded > 0
// Whole numbers: the lower one is rounded down, the higher one up.
RETURN b.id AS body_id, b.name AS body, s.id AS seat_id, s.title AS seat, s.role AS role, holders,
  meetings, recorded, present, substitute, apologies, absent, unknown,
  100 * present / recorded AS percent_at_least,
  (100 * (present + substitute + unknown) + recorded - 1) / recorded AS percent_at_most
ORDER BY body, body_id, percent_at_least, seat, seat_id
