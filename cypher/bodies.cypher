// title: Bodies
// question: Which bodies are there, of what kind, how often do they meet and how large are they?
// parameter: kind (text) = "" - only bodies of this kind, for instance sub-group
// columns: body_id, body, areas (in order), kind, tier, meetings_per_year, members, member_seats, chairs, known_completely (in order)
// note: Members have the role chair, vice-chair, member or co-opted; advisers, observers, the secretariat and guests do not count. A blank number of meetings is not known.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], kind: ''}

MATCH (b:Body)
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND ($kind = '' OR toLower(b.kind) = toLower($kind))
OPTIONAL MATCH (b)<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND s.role IN ['chair', 'vice_chair', 'member', 'co_opted']
WITH b, count(DISTINCT s.id) AS member_seats
OPTIONAL MATCH (b)<-[m:MEMBER_OF]-(p:Person)
WHERE m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
RETURN b.id AS body_id, b.name AS body, b.areas AS areas, b.kind AS kind, b.tier AS tier,
  b.meetings_per_year AS meetings_per_year, count(DISTINCT p.id) AS members, member_seats,
  collect(DISTINCT CASE WHEN m.role = 'chair' THEN p.name END) AS chairs,
  b.covered AS known_completely
ORDER BY body, body_id
