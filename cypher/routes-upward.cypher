// title: Routes upward
// question: Which ways up does a matter have from this body, and where does each end?
// parameter: body (body) - where the matter is
// parameter: matter (text) = "" - follow the links for this matter too; left out: only links that serve every matter
// columns: route (in order), route_ids (in order), hops, end_id, end_name, ends_as
// sorted by: hops, end_name, route, route_ids
// note: Ends as: apex (nothing is stated to be above it, or an organisation, which lies outside the bodies); dead end (its links are given completely and none leads up); missing hop (they are not, so what lies above is unknown); cycle (the last step comes back to where the route has been); more than 6 steps (the route is cut there; `govgraph escalate` follows it further). Parallel links between two bodies are one step; links of the members of a body are none.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, body: 'anytown-hwb', matter: ''}

// Six steps: a path for every choice among parallel links and every round of a circle is looked at,
// so that ten can be millions where bodies report to each other.
MATCH path = (b:Body {id: $body})
  -[:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF*1..6]->
  (t:Body|Organisation)
WITH path, t, length(path) AS hops
UNWIND relationships(path) AS r
WITH path, t, hops, count(CASE
    WHEN r.valid_from <= date($as_of) AND r.valid_to >= date($as_of)
      AND (r.proposed = false OR $include_proposed)
      AND r.from_members = false AND r.to_members = false
      AND (r.matter IS NULL OR toLower(trim(r.matter)) = toLower(trim($matter)))
    THEN 1 END) AS usable
WHERE usable = hops
UNWIND nodes(path) AS n
WITH path, t, hops, collect(n.name) AS route, collect(n.id) AS route_ids,
  count(DISTINCT n.id) AS places,
  count(CASE WHEN n.id = t.id THEN 1 END) AS visits,
  count(CASE WHEN n.apex = true THEN 1 END) AS tops
// A route passes no apex, because nothing is above it, and no body twice, unless it ends there.
WHERE (tops = 0 OR (tops = 1 AND t.apex = true))
  AND (places = hops + 1 OR (places = hops AND visits = 2))
WITH DISTINCT t, hops, route, route_ids, visits = 2 AS comes_back
WITH t, hops, route, route_ids, comes_back, EXISTS {
  MATCH (t)-[up:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(above:Body|Organisation)
  WHERE up.valid_from <= date($as_of) AND up.valid_to >= date($as_of)
    AND (up.proposed = false OR $include_proposed)
    AND up.from_members = false AND up.to_members = false
    AND (up.matter IS NULL OR toLower(trim(up.matter)) = toLower(trim($matter)))
} AS leads_on
WHERE comes_back OR t.apex = true OR NOT leads_on OR hops = 6
RETURN route, route_ids, hops, t.id AS end_id, t.name AS end_name,
  CASE
    WHEN comes_back THEN 'cycle'
    WHEN t.apex = true THEN 'apex'
    WHEN leads_on THEN 'more than 6 steps'
    WHEN t.kind IS NULL THEN 'apex' // only bodies have a kind
    WHEN 'links' IN t.covered THEN 'dead end'
    ELSE 'missing hop'
  END AS ends_as
UNION ALL
// A body from which no step leads up is a route of its own.
MATCH (b:Body {id: $body})
WHERE b.valid_from <= date($as_of) AND b.valid_to >= date($as_of)
  AND (b.proposed = false OR $include_proposed)
  AND (b.apex = true OR NOT EXISTS {
    MATCH (b)-[up:ESCALATES_TO|REPORTS_TO|ACCOUNTABLE_TO|PART_OF]->(above:Body|Organisation)
    WHERE up.valid_from <= date($as_of) AND up.valid_to >= date($as_of)
      AND (up.proposed = false OR $include_proposed)
      AND up.from_members = false AND up.to_members = false
      AND (up.matter IS NULL OR toLower(trim(up.matter)) = toLower(trim($matter)))
  })
RETURN [b.name] AS route, [b.id] AS route_ids, 0 AS hops, b.id AS end_id, b.name AS end_name,
  CASE
    WHEN b.apex = true THEN 'apex'
    WHEN 'links' IN b.covered THEN 'dead end'
    ELSE 'missing hop'
  END AS ends_as
