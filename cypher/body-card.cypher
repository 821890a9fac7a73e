// title: A body's card
// question: What is this body, who chairs it, how large is it, whom does it answer to and who answers to it?
// parameter: body (body) - whose card
// columns: body_id, body, other_names (in order), areas (in order), kind, tier, meetings_per_year, statutory_basis, apex, known_completely (in order), chairs, members, member_seats, vacant_seats, steps_up_to, steps_up_from, remit_clauses, rules, source, paragraph
// note: A step up is an escalation, a report, an accountability or being part of; for the other links see the query body-links. Vacant seats are those stated to be vacant and filled by nobody but an interim.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, body: 'anytown-hwb'}

MATCH (b:Body {id: $body})
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
OPTIONAL MATCH (b)<-[m:MEMBER_OF]-(p:Person)
WHERE m.valid_from <= date($as_of) AND m.valid_to >= date($as_of)
  AND (m.proposed = false OR $include_proposed)
WITH b, count(DISTINCT p.id) AS members,
  collect(DISTINCT CASE WHEN m.role = 'chair' THEN p.name END) AS chairs
OPTIONAL MATCH (b)<-[sits:SEAT_ON]-(s:Seat)
WHERE sits.valid_from <= date($as_of) AND sits.valid_to >= date($as_of)
  AND (sits.proposed = false OR $include_proposed)
OPTIONAL MATCH (s)<-[h:HOLDS]-(q:Person)
WHERE h.valid_from <= date($as_of) AND h.valid_to >= date($as_of)
  AND (h.proposed = false OR $include_proposed)
  AND h.capacity IN ['holder', 'leave']
WITH b, members, chairs,
  count(DISTINCT CASE WHEN s.role IN ['chair', 'vice_chair', 'member', 'co_opted'] THEN s.id END)
    AS member_seats,
  count(DISTINCT CASE WHEN sits.status = 'vacant' AND q.id IS NULL THEN s.id END) AS vacant_seats
OPTIONAL MATCH (b)-[up:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(above:Body|Organisation)
WHERE up.valid_from <= date($as_of) AND up.valid_to >= date($as_of)
  AND (up.proposed = false OR $include_proposed)
  AND up.from_members = false AND up.to_members = false
WITH b, members, chairs, member_seats, vacant_seats, collect(DISTINCT above.name) AS steps_up_to
OPTIONAL MATCH (b)<-[down:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]-(below:Body|Organisation)
WHERE down.valid_from <= date($as_of) AND down.valid_to >= date($as_of)
  AND (down.proposed = false OR $include_proposed)
  AND down.from_members = false AND down.to_members = false
WITH b, members, chairs, member_seats, vacant_seats, steps_up_to,
  collect(DISTINCT below.name) AS steps_up_from
OPTIONAL MATCH (b)-[has:HAS_REMIT]->(clause:Remit)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
WITH b, members, chairs, member_seats, vacant_seats, steps_up_to, steps_up_from,
  count(DISTINCT clause.id) AS remit_clauses
OPTIONAL MATCH (b)-[under:HAS_RULE]->(provision:Rule)
WHERE under.valid_from <= date($as_of) AND under.valid_to >= date($as_of)
  AND (under.proposed = false OR $include_proposed)
RETURN b.id AS body_id, b.name AS body, b.other_names AS other_names, b.areas AS areas,
  b.kind AS kind, b.tier AS tier, b.meetings_per_year AS meetings_per_year,
  b.statutory_basis AS statutory_basis, b.apex AS apex, b.covered AS known_completely,
  chairs, members, member_seats, vacant_seats, steps_up_to, steps_up_from, remit_clauses,
  count(DISTINCT provision.id) AS rules, b.source AS source, b.paragraph AS paragraph
