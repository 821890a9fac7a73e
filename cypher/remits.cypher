// title: Remit clauses
// question: Who is there to do what, on which topic and with what power?
// parameter: topic (text) = "" - only this topic
// parameter: power (power) = "" - only clauses with this power
// parameter: words (text) = "" - only clauses whose text has these words
// columns: body_id, body, clause, text, power, topic, population, statute, source, paragraph
// note: A clause whose topic or power was not coded is left out where one is asked for.
// In Neo4j Browser first: :param {as_of: '2026-11-22', include_proposed: false, areas: [], topic: '', power: '', words: ''}

MATCH (b:Body)-[has:HAS_REMIT]->(c:Remit)
WHERE has.valid_from <= date($as_of) AND has.valid_to >= date($as_of)
  AND (has.proposed = false OR $include_proposed)
  AND (size($areas) = 0 OR any(area IN $areas + [''] WHERE area IN b.areas))
  AND ($topic = '' OR toLower(c.topic) = toLower($topic))
  AND ($power = '' OR c.power = $power)
  AND ($words = '' OR toLower(c.text) CONTAINS toLower($words))
WITH DISTINCT b, c
RETURN b.id AS body_id, b.name AS body, c.clause AS clause, c.text AS text, c.power AS power,
  c.topic AS topic, c.population AS population, c.statute AS statute, c.source AS source,
  c.paragraph AS paragraph
ORDER BY body, body_id, clause, text
