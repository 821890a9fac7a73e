// title: Organisations and their voices
// question: Which organisations have a voice on how many bodies, and how many chairs and votes?
// columns: organisation_id, organisation, sector, bodies, seats, chairs, votes, voting_unknown
// note: Seats of members only. A seat that speaks for several organisations counts for each. "voting unknown" counts seats of which no source says whether they vote.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (o:Organisation)<-[v:ON_BEHALF_OF]-(s:Seat)-[sits:SEAT_ON]->(b:Body)
WHERE v.valid_from <= date($as_of) AND v.valid_to >= date($as_of)
  AND (v.proposed = false OR $include_proposed)
  AND sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
  AND s.role IN ['chair', 'vice_chair', 'member', 'co_opted']
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
RETURN o.id AS organisation_id, o.name AS organisation, o.sector AS sector,
  count(DISTINCT b.id) AS bodies, count(DISTINCT s.id) AS seats,
  count(DISTINCT CASE WHEN s.role = 'chair' THEN s.id END) AS chairs,
  count(DISTINCT CASE WHEN s.voting = true THEN s.id END) AS votes,
  count(DISTINCT CASE WHEN s.voting IS NULL THEN s.id END) AS voting_unknown
ORDER BY bodies DESC, seats DESC, organisation, organisation_id
