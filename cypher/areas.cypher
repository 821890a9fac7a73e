// title: Areas, and how completely they are known
// question: Which areas are in the store, how many bodies, seats and people has each, and for how many bodies are the facts given completely?
// columns: area, bodies, seats, people, members_known, links_known, remits_known, rules_known, attendance_known
// note: People are all who hold a seat in whatever capacity and role. The last five columns count the bodies whose sources give the members, links, remits, rules or attendance completely. That something is missing can be told only there.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
UNWIND b.areas AS area
OPTIONAL MATCH (b)<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
RETURN area,
  count(DISTINCT b.id) AS bodies,
  count(DISTINCT s.id) AS seats,
  count(DISTINCT p.id) AS people,
  count(DISTINCT CASE WHEN 'members' IN b.covered THEN b.id END) AS members_known,
  count(DISTINCT CASE WHEN 'links' IN b.covered THEN b.id END) AS links_known,
  count(DISTINCT CASE WHEN 'remits' IN b.covered THEN b.id END) AS remits_known,
  count(DISTINCT CASE WHEN 'rules' IN b.covered THEN b.id END) AS rules_known,
  count(DISTINCT CASE WHEN 'attendance' IN b.covered THEN b.id END) AS attendance_known
ORDER BY area
