-- The project file, version 2: what engines propose.

-- The annotations of a proposal stand in the tables of annotations, in the machine
-- layer 'suggestions'. Here is what an editor's layer does not have: how sure the
-- engines are of each thing, why, and what they left open. One row a page, replaced
-- at each run; nothing of it is in the journal, because it can be made again.
CREATE TABLE proposal (
    layer    INTEGER NOT NULL,
    document INTEGER NOT NULL,
    run      INTEGER NOT NULL,                   -- grows with every page that is proposed
    maker    TEXT NOT NULL,                      -- engines, and what they had learned
    at       TEXT NOT NULL,                      -- RFC 3339, UTC
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    PRIMARY KEY (layer, document),
    FOREIGN KEY (layer, document) REFERENCES progress (layer, document)
) STRICT, WITHOUT ROWID;

-- Has anything been proposed since I looked?
CREATE INDEX proposal_by_run ON proposal (run);

-- Finding an article wherever it is, and what continues it: articles run on over pages.
CREATE INDEX article_by_id ON article (id);
CREATE INDEX article_by_continues ON article (continues) WHERE continues IS NOT NULL;
