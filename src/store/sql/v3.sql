-- The project file, version 3: attributes of articles and of records, mentions in
-- several parts.

-- JSON objects, as in `entity`; NULL for none.
ALTER TABLE article ADD COLUMN attributes TEXT
    CHECK (attributes IS NULL OR json_valid(attributes));
ALTER TABLE authority ADD COLUMN attributes TEXT
    CHECK (attributes IS NULL OR json_valid(attributes));

-- JSON list of [start, end], at least two, in text order and with text between them;
-- `start` and `end` are those of the first and the last. NULL: in one piece.
ALTER TABLE entity ADD COLUMN parts TEXT
    CHECK (parts IS NULL OR json_valid(parts));

DROP VIEW article_view;
CREATE VIEW article_view AS
SELECT
    d.name AS document,
    d.newspaper,
    d.date,
    d.page,
    l.name AS layer,
    (SELECT count(*) FROM article AS before
      WHERE before.document = a.document AND before.layer = a.layer
        AND (before.rank, before.id) <= (a.rank, a.id)) AS article,
    -- White space is made plain, then runs of it are cut to one: each space becomes
    -- a pair of control characters, pairs that meet cancel out.
    coalesce(a.title, (
        SELECT trim(replace(replace(replace(group_concat(
            replace(replace(replace(replace(line, char(13), ' '), char(10), ' '),
                char(9), ' '), char(12288), ' '), ' '),
            ' ', char(1) || char(2)), char(2) || char(1), ''), char(1) || char(2), ' '))
        FROM (SELECT substr(t.text, s.start + 1, s.end - s.start) AS line
              FROM segment AS s
              WHERE s.document = a.document AND s.layer = a.layer AND s.article = a.id
                AND s.role = 'headline'
              ORDER BY s.rank, s.id)
    )) AS title,
    coalesce(a.attributes, '{}') AS attributes,
    (SELECT count(*) FROM segment AS s
      WHERE s.document = a.document AND s.layer = a.layer AND s.article = a.id) AS segments,
    (SELECT group_concat(part, char(10))
       FROM (SELECT substr(t.text, s.start + 1, s.end - s.start) AS part
             FROM segment AS s
             WHERE s.document = a.document AND s.layer = a.layer AND s.article = a.id
             ORDER BY s.rank, s.id)) AS text,
    nullif(lower(hex(a.continues)), '') AS continues_id,
    lower(hex(a.id)) AS article_id,
    lower(hex(d.id)) AS document_id
FROM document AS d
CROSS JOIN layer AS l NOT INDEXED
CROSS JOIN article AS a ON a.document = d.seq AND a.layer = l.seq
CROSS JOIN document_text AS t ON t.document = d.seq
WHERE +d.removed = 0
ORDER BY d.seq, l.seq, a.rank, a.id;

DROP VIEW entity_view;
CREATE VIEW entity_view AS
SELECT
    *,
    -- The same without line ends: a name cut by a hard wrap in one piece.
    replace(replace(text, char(13), ''), char(10), '') AS joined
FROM (SELECT
    d.name AS document,
    d.newspaper,
    d.date,
    d.page,
    l.name AS layer,
    e.label,
    e.start,
    e.end,
    e.parts,
    -- Parts with what stands between them left out.
    iif(e.parts IS NULL, substr(t.text, e.start + 1, e.end - e.start), (
        SELECT group_concat(part, '…')
        FROM (SELECT substr(t.text, at.value ->> 0 + 1, at.value ->> 1 - at.value ->> 0) AS part
              FROM json_each(e.parts) AS at
              ORDER BY at.key))) AS text,
    e.attributes,
    y.canonical AS authority,
    y.code AS authority_code,
    coalesce(y.attributes, '{}') AS authority_attributes,
    lower(hex(e.id)) AS entity_id,
    nullif(lower(hex(e.authority)), '') AS authority_id,
    lower(hex(d.id)) AS document_id
FROM document AS d
CROSS JOIN layer AS l NOT INDEXED
CROSS JOIN entity AS e ON e.document = d.seq AND e.layer = l.seq
CROSS JOIN document_text AS t ON t.document = d.seq
LEFT JOIN authority AS y ON y.id = e.authority
WHERE +d.removed = 0
ORDER BY d.seq, l.seq, e.start, e.end);
