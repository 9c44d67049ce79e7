-- The project file, version 1.
--
-- Offsets are Unicode code points into the raw text, end exclusive, so that
-- substr(text, start + 1, end - start) is the surface. Ids are UUIDs as 16 bytes;
-- the views show them as 32 hexadecimal digits. Inside the file, documents and
-- layers are known by small integers: they stand in every key of every annotation.
--
-- The annotations of a page are keyed by (document, layer, id) and kept in that
-- order (WITHOUT ROWID), so one page is one stretch of each table: no second index
-- is written on import and none is looked up on opening a page.

-- ---------------------------------------------------------------------------
-- Pages

CREATE TABLE document (
    seq        INTEGER PRIMARY KEY,              -- order of import; row number everywhere
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL,                    -- file name without folders
    source     TEXT NOT NULL,                    -- path it was read from
    sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
    encoding   TEXT NOT NULL,
    chars      INTEGER NOT NULL CHECK (chars >= 0),
    lines      INTEGER NOT NULL CHECK (lines >= 0),
    ink        INTEGER NOT NULL CHECK (ink >= 0), -- code points that are not white space
    newspaper  TEXT,
    date       TEXT,                             -- ISO 8601: year, month or day
    page       TEXT,
    extra      TEXT NOT NULL DEFAULT '{}',       -- JSON object of strings
    status     TEXT NOT NULL CHECK (status IN ('new', 'in_progress', 'done', 'reviewed')),
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    supersedes BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Listing by name; finding a document by its name.
CREATE INDEX document_by_name ON document (name);
-- Listing by newspaper, date and page, pages in the order of their numbers.
CREATE INDEX document_by_issue ON document
    (newspaper IS NULL, newspaper, date, CAST(page AS INTEGER), page);
-- Counting documents and ink by status; which documents were taken out.
CREATE INDEX document_by_status ON document (removed, status, ink);
-- Has this file been imported already?
CREATE INDEX document_by_sha256 ON document (sha256);
-- Which document takes the place of this one? (Also for the foreign key.)
CREATE INDEX document_by_supersedes ON document (supersedes) WHERE supersedes IS NOT NULL;

-- Apart from `document`, so that listing documents never reads text.
CREATE TABLE document_text (
    document INTEGER PRIMARY KEY REFERENCES document (seq),
    text     TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------
-- Layers, and what each has on each page

CREATE TABLE layer (
    seq  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('editor', 'machine', 'import', 'adjudicated'))
) STRICT;

-- One row for every page on which a layer has, or once had, anything. The tables of
-- annotations refer to it: one check instead of two, and a layer that still has
-- annotations cannot be removed.
CREATE TABLE progress (
    layer    INTEGER NOT NULL REFERENCES layer (seq),
    document INTEGER NOT NULL REFERENCES document (seq),
    assigned INTEGER NOT NULL DEFAULT 0 CHECK (assigned >= 0), -- ink in segments and furniture
    articles INTEGER NOT NULL DEFAULT 0 CHECK (articles >= 0),
    segments INTEGER NOT NULL DEFAULT 0 CHECK (segments >= 0),
    entities INTEGER NOT NULL DEFAULT 0 CHECK (entities >= 0),
    PRIMARY KEY (layer, document)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------
-- Annotations

CREATE TABLE article (
    document  INTEGER NOT NULL,
    layer     INTEGER NOT NULL,
    id        BLOB NOT NULL CHECK (length(id) = 16),
    rank      INTEGER NOT NULL,                  -- articles are read by growing rank
    title     TEXT,                              -- NULL: read off the headline
    continues BLOB,                              -- an article here or on another page
    PRIMARY KEY (document, layer, id),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    document INTEGER NOT NULL,
    layer    INTEGER NOT NULL,
    id       BLOB NOT NULL CHECK (length(id) = 16),
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL,
    article  BLOB,                               -- NULL: furniture
    rank     INTEGER,                            -- segments are read by growing rank
    role     TEXT,
    PRIMARY KEY (document, layer, id),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document),
    FOREIGN KEY (document, layer, article) REFERENCES article (document, layer, id)
        DEFERRABLE INITIALLY DEFERRED,
    CHECK (start < end),
    CHECK ((article IS NULL) = (rank IS NULL) AND (article IS NULL) = (role IS NULL))
) STRICT, WITHOUT ROWID;

-- The segments of an article, for the views (and for the foreign key).
CREATE INDEX segment_by_article ON segment (document, layer, article) WHERE article IS NOT NULL;

CREATE TABLE line_break (
    document INTEGER NOT NULL,
    layer    INTEGER NOT NULL,
    line     INTEGER NOT NULL CHECK (line >= 1), -- the upper line, from 1
    kind     TEXT NOT NULL CHECK (kind IN ('soft', 'para')),
    PRIMARY KEY (document, layer, line),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
    document    INTEGER NOT NULL,
    layer       INTEGER NOT NULL,
    id          BLOB NOT NULL CHECK (length(id) = 16),
    start       INTEGER NOT NULL CHECK (start >= 0),
    end         INTEGER NOT NULL,
    replacement TEXT NOT NULL,                   -- empty: delete
    PRIMARY KEY (document, layer, id),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document),
    CHECK (start < end)
) STRICT, WITHOUT ROWID;

CREATE TABLE authority (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    label     TEXT NOT NULL,
    canonical TEXT NOT NULL,
    code      TEXT,                              -- such as GB/T 2260
    note      TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE authority_alias (
    authority BLOB NOT NULL REFERENCES authority (id) DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,                  -- in the order in which they were given
    name      TEXT NOT NULL,
    PRIMARY KEY (authority, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
    document   INTEGER NOT NULL,
    layer      INTEGER NOT NULL,
    id         BLOB NOT NULL CHECK (length(id) = 16),
    start      INTEGER NOT NULL CHECK (start >= 0),
    end        INTEGER NOT NULL,
    label      TEXT NOT NULL,
    authority  BLOB REFERENCES authority (id) DEFERRABLE INITIALLY DEFERRED,
    attributes TEXT NOT NULL DEFAULT '{}',       -- JSON object
    PRIMARY KEY (document, layer, id),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document),
    CHECK (start < end)
) STRICT, WITHOUT ROWID;

-- All mentions of one authority record (and the foreign key).
CREATE INDEX entity_by_authority ON entity (authority) WHERE authority IS NOT NULL;

CREATE TABLE relation (
    document INTEGER NOT NULL,
    layer    INTEGER NOT NULL,
    id       BLOB NOT NULL CHECK (length(id) = 16),
    label    TEXT NOT NULL,
    source   BLOB NOT NULL,
    target   BLOB NOT NULL,
    PRIMARY KEY (document, layer, id),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document),
    FOREIGN KEY (document, layer, source) REFERENCES entity (document, layer, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, layer, target) REFERENCES entity (document, layer, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The relations of an entity (and the foreign keys).
CREATE INDEX relation_by_source ON relation (document, layer, source);
CREATE INDEX relation_by_target ON relation (document, layer, target);

-- ---------------------------------------------------------------------------
-- Review. Layers are named by id and not by number here: what was rejected stays
-- rejected when the layer it came from is removed and comes back.

CREATE TABLE rejection (
    document    INTEGER NOT NULL REFERENCES document (seq),
    layer       BLOB NOT NULL CHECK (length(layer) = 16),
    source      BLOB NOT NULL CHECK (length(source) = 16),
    fingerprint TEXT NOT NULL,                   -- what was rejected, without its id
    reason      TEXT NOT NULL DEFAULT '',
    at          TEXT NOT NULL,                   -- RFC 3339, UTC
    PRIMARY KEY (document, layer, source, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    seq      INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (seq),
    layer    BLOB NOT NULL CHECK (length(layer) = 16),
    source   BLOB NOT NULL CHECK (length(source) = 16),
    what     TEXT NOT NULL CHECK (json_valid(what)),
    verdict  TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
    score    REAL,
    author   TEXT NOT NULL,
    at       TEXT NOT NULL                       -- RFC 3339, UTC
) STRICT;

-- The decisions on one page.
CREATE INDEX decision_by_document ON decision (document);

-- ---------------------------------------------------------------------------
-- The journal. Entries that can be undone form a list, and so do entries that can be
-- redone: `below` is the next entry down in the list that an entry is on; `undo_top`
-- and `redo_top` are the tops of both lists after the entry. The last row is thus all
-- that opening a project needs. `ops` is last: listing the history never reads it.

CREATE TABLE journal (
    seq                INTEGER PRIMARY KEY AUTOINCREMENT,
    gesture            BLOB NOT NULL CHECK (length(gesture) = 16), -- undone together
    kind               TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
    author             TEXT NOT NULL,
    at                 TEXT NOT NULL,            -- RFC 3339, UTC, milliseconds
    deed               TEXT NOT NULL,
    count              INTEGER NOT NULL CHECK (count >= 0),
    subject            TEXT NOT NULL,
    document           BLOB,                     -- id of the page where the change is seen
    focus_before_start INTEGER,
    focus_before_end   INTEGER,
    focus_after_start  INTEGER,
    focus_after_end    INTEGER,
    version            INTEGER NOT NULL,         -- of the form of `ops`
    below              INTEGER,
    undo_top           INTEGER,
    redo_top           INTEGER,
    ops                TEXT NOT NULL             -- JSON: every change, before and after
) STRICT;

CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keeps_all_entries BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- INSERT OR REPLACE would get past the trigger on deletion.
CREATE TRIGGER journal_keeps_numbers BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- ---------------------------------------------------------------------------
-- The project itself

CREATE TABLE schema (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    ron TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which documents have these characters one after the other? One token per Han
-- character, kana or syllable, words for alphabets (see search_text.rs). The text is
-- not kept a second time (content=''). Texts never change and documents are never
-- deleted, so nothing is ever deleted here and lengths (columnsize) are not needed.
CREATE VIRTUAL TABLE text_index USING fts5 (
    tokens, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 0"
);

-- ---------------------------------------------------------------------------
-- Views: the project as a dataset, in reading order. Documents that were taken out
-- are left out. CROSS JOIN keeps the order of the loops: page after page, so that rows
-- are sorted within a page only and a million of them can be streamed; the plus sign
-- and NOT INDEXED keep indexes away that would break that order.

CREATE VIEW segment_view AS
SELECT
    d.name AS document,
    d.newspaper,
    d.date,
    d.page,
    l.name AS layer,
    CASE WHEN a.id IS NOT NULL THEN
        (SELECT count(*) FROM article AS before
          WHERE before.document = a.document AND before.layer = a.layer
            AND (before.rank, before.id) <= (a.rank, a.id))
    END AS article,
    s.rank,
    coalesce(s.role, 'furniture') AS role,
    s.start,
    s.end,
    substr(t.text, s.start + 1, s.end - s.start) AS text,
    lower(hex(s.id)) AS segment_id,
    nullif(lower(hex(s.article)), '') AS article_id,
    lower(hex(d.id)) AS document_id
FROM document AS d
CROSS JOIN layer AS l NOT INDEXED
CROSS JOIN segment AS s ON s.document = d.seq AND s.layer = l.seq
CROSS JOIN document_text AS t ON t.document = d.seq
LEFT JOIN article AS a ON a.document = s.document AND a.layer = s.layer AND a.id = s.article
WHERE +d.removed = 0
ORDER BY d.seq, l.seq, s.start;

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

CREATE VIEW entity_view AS
SELECT
    d.name AS document,
    d.newspaper,
    d.date,
    d.page,
    l.name AS layer,
    e.label,
    e.start,
    e.end,
    substr(t.text, e.start + 1, e.end - e.start) AS text,
    -- The same without line ends: a name cut by a hard wrap in one piece.
    replace(replace(substr(t.text, e.start + 1, e.end - e.start), char(13), ''), char(10), '')
        AS joined,
    e.attributes,
    y.canonical AS authority,
    y.code AS authority_code,
    lower(hex(e.id)) AS entity_id,
    nullif(lower(hex(e.authority)), '') AS authority_id,
    lower(hex(d.id)) AS document_id
FROM document AS d
CROSS JOIN layer AS l NOT INDEXED
CROSS JOIN entity AS e ON e.document = d.seq AND e.layer = l.seq
CROSS JOIN document_text AS t ON t.document = d.seq
LEFT JOIN authority AS y ON y.id = e.authority
WHERE +d.removed = 0
ORDER BY d.seq, l.seq, e.start, e.end;
