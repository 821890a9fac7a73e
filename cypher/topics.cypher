// title: Topics and who deals with them
// question: Which topics do the remits name, on how many bodies, and with what powers?
// columns: topic, bodies, body_names, clauses, powers, deciding_bodies, power_not_coded
// note: Deciding bodies have a clause with the power decide, commission or approve. A topic without any is a gap only if every remit is given completely and coded. Clauses on procedure are left out; a blank topic is one that was not coded.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: []}

MATCH (b:Body)-[has:HAS_REMIT]->(c:Remit)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND (c.topic IS NULL OR c.topic <> 'procedure')
RETURN c.topic AS topic, count(DISTINCT b.id) AS bodies, collect(DISTINCT b.name) AS body_names,
  count(DISTINCT c.id) AS clauses, collect(DISTINCT c.power) AS powers,
  collect(DISTINCT CASE WHEN c.power IN ['decide', 'commission', 'approve'] THEN b.name END)
    AS deciding_bodies,
  count(DISTINCT CASE WHEN c.power IS NULL THEN c.id END) AS power_not_coded
ORDER BY topic
