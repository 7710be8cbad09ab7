-- The first schema. Statements end with a line of two hyphens.
CREATE TABLE events (
    "row" INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    sort TEXT NOT NULL,
    type TEXT NOT NULL,
    modes TEXT NOT NULL,
    contexts TEXT NOT NULL,
    factuality TEXT NOT NULL,
    when_start TEXT,
    when_end TEXT,
    when_precision TEXT NOT NULL,
    place TEXT,
    place_folded TEXT NOT NULL,
    place_country TEXT,
    admin1 TEXT,
    lat FLOAT,
    lon FLOAT,
    geonameid INTEGER,
    confidence FLOAT NOT NULL,
    documents INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    corroboration TEXT NOT NULL,
    first_reported TEXT,
    story_id TEXT,
    record TEXT NOT NULL,
    CONSTRAINT pk_events PRIMARY KEY ("row"),
    CONSTRAINT uq_events_event_id UNIQUE (event_id)
)
--
CREATE INDEX ix_events_corroboration ON events (corroboration)
--
CREATE INDEX ix_events_place_country ON events (place_country)
--
CREATE INDEX ix_events_sort ON events (sort)
--
CREATE INDEX ix_events_story_id ON events (story_id)
--
CREATE INDEX ix_events_type ON events (type)
--
CREATE INDEX ix_events_when ON events (when_start, when_end)
--
CREATE TABLE judgements (
    judgement INTEGER NOT NULL,
    left_id TEXT NOT NULL,
    right_id TEXT,
    verdict TEXT NOT NULL,
    who TEXT NOT NULL,
    made TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_judgements PRIMARY KEY (judgement)
)
--
CREATE INDEX ix_judgements_left_id ON judgements (left_id)
--
CREATE INDEX ix_judgements_right_id ON judgements (right_id)
--
CREATE TABLE runs (
    run INTEGER NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    coder TEXT NOT NULL,
    version TEXT NOT NULL,
    codebook TEXT NOT NULL,
    manifest TEXT NOT NULL,
    counts TEXT NOT NULL,
    CONSTRAINT pk_runs PRIMARY KEY (run)
)
--
CREATE TABLE documents (
    "row" INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    sort TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    location TEXT,
    version INTEGER NOT NULL,
    superseded_by TEXT,
    url TEXT,
    outlet TEXT,
    outlet_id TEXT,
    outlet_country TEXT,
    outlet_folded TEXT NOT NULL,
    title TEXT,
    language TEXT,
    published_start TEXT,
    published_end TEXT,
    published_precision TEXT NOT NULL,
    copy_of TEXT,
    wire TEXT,
    input_id TEXT,
    coder TEXT NOT NULL,
    coder_version TEXT NOT NULL,
    codebook TEXT NOT NULL,
    run INTEGER NOT NULL,
    text TEXT NOT NULL,
    record TEXT NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY ("row"),
    CONSTRAINT uq_documents_document_id UNIQUE (document_id),
    CONSTRAINT fk_documents_run FOREIGN KEY(run) REFERENCES runs (run)
)
--
CREATE INDEX ix_documents_location ON documents (location)
--
CREATE INDEX ix_documents_sort ON documents (sort)
--
CREATE TABLE event_parties (
    "row" INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    id TEXT,
    country TEXT,
    kind TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_event_parties PRIMARY KEY ("row"),
    CONSTRAINT fk_event_parties_event_id FOREIGN KEY(event_id) REFERENCES events (event_id) ON DELETE CASCADE
)
--
CREATE INDEX ix_event_parties_country ON event_parties (country)
--
CREATE INDEX ix_event_parties_event_id ON event_parties (event_id)
--
CREATE TABLE quarantine (
    "row" INTEGER NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL,
    mend TEXT NOT NULL,
    run INTEGER NOT NULL,
    mended INTEGER,
    CONSTRAINT pk_quarantine PRIMARY KEY ("row"),
    CONSTRAINT uq_quarantine_source_sha256_reason UNIQUE (source, sha256, reason),
    CONSTRAINT fk_quarantine_run FOREIGN KEY(run) REFERENCES runs (run),
    CONSTRAINT fk_quarantine_mended FOREIGN KEY(mended) REFERENCES runs (run)
)
--
CREATE TABLE claims (
    "row" INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    sort TEXT NOT NULL,
    document_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    speaker TEXT,
    speaker_id TEXT,
    speaker_country TEXT,
    speaker_folded TEXT NOT NULL,
    cue TEXT NOT NULL,
    stance TEXT NOT NULL,
    kind TEXT NOT NULL,
    negated BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    coder TEXT NOT NULL,
    coder_version TEXT NOT NULL,
    codebook TEXT NOT NULL,
    record TEXT NOT NULL,
    CONSTRAINT pk_claims PRIMARY KEY ("row"),
    CONSTRAINT uq_claims_claim_id UNIQUE (claim_id),
    CONSTRAINT fk_claims_document_id FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
--
CREATE INDEX ix_claims_document_id ON claims (document_id)
--
CREATE INDEX ix_claims_sort ON claims (sort)
--
CREATE INDEX ix_claims_speaker_country ON claims (speaker_country)
--
CREATE TABLE reports (
    "row" INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    sort TEXT NOT NULL,
    type TEXT NOT NULL,
    modes TEXT NOT NULL,
    contexts TEXT NOT NULL,
    factuality TEXT NOT NULL,
    when_start TEXT,
    when_end TEXT,
    when_precision TEXT NOT NULL,
    place TEXT,
    place_folded TEXT NOT NULL,
    place_country TEXT,
    admin1 TEXT,
    lat FLOAT,
    lon FLOAT,
    geonameid INTEGER,
    confidence FLOAT NOT NULL,
    document_id TEXT NOT NULL,
    event_id TEXT,
    position INTEGER NOT NULL,
    cameo TEXT,
    quad INTEGER NOT NULL,
    intensity FLOAT NOT NULL,
    basis TEXT NOT NULL,
    sentence TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    coder TEXT NOT NULL,
    coder_version TEXT NOT NULL,
    codebook TEXT NOT NULL,
    record TEXT NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY ("row"),
    CONSTRAINT uq_reports_report_id UNIQUE (report_id),
    CONSTRAINT fk_reports_document_id FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
--
CREATE INDEX ix_reports_document_id ON reports (document_id)
--
CREATE INDEX ix_reports_event_id ON reports (event_id)
--
CREATE INDEX ix_reports_place_country ON reports (place_country)
--
CREATE INDEX ix_reports_sort ON reports (sort)
--
CREATE INDEX ix_reports_type ON reports (type)
--
CREATE INDEX ix_reports_when ON reports (when_start, when_end)
--
CREATE TABLE zones (
    document_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    outlet TEXT,
    outlet_id TEXT,
    outlet_country TEXT,
    CONSTRAINT pk_zones PRIMARY KEY (document_id, position),
    CONSTRAINT fk_zones_document_id FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
--
CREATE INDEX ix_zones_kind ON zones (kind)
--
CREATE TABLE event_reports (
    event_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_event_reports PRIMARY KEY (event_id, report_id),
    CONSTRAINT fk_event_reports_event_id FOREIGN KEY(event_id) REFERENCES events (event_id) ON DELETE CASCADE,
    CONSTRAINT fk_event_reports_report_id FOREIGN KEY(report_id) REFERENCES reports (report_id) ON DELETE CASCADE
)
--
CREATE INDEX ix_event_reports_report_id ON event_reports (report_id)
--
CREATE TABLE report_parties (
    "row" INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    id TEXT,
    country TEXT,
    kind TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_report_parties PRIMARY KEY ("row"),
    CONSTRAINT fk_report_parties_report_id FOREIGN KEY(report_id) REFERENCES reports (report_id) ON DELETE CASCADE
)
--
CREATE INDEX ix_report_parties_country ON report_parties (country)
--
CREATE INDEX ix_report_parties_report_id ON report_parties (report_id)
--
CREATE VIRTUAL TABLE documents_fts USING fts5(
    title, text,
    content='documents',
    content_rowid='row',
    tokenize='porter unicode61 remove_diacritics 2'
)
--
CREATE TRIGGER documents_fts_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.row, new.title, new.text);
END
--
CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.row, old.title, old.text);
END
--
CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.row, old.title, old.text);
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.row, new.title, new.text);
END
--
CREATE VIRTUAL TABLE reports_fts USING fts5(
    sentence,
    content='reports',
    content_rowid='row',
    tokenize='porter unicode61 remove_diacritics 2'
)
--
CREATE TRIGGER reports_fts_insert AFTER INSERT ON reports BEGIN
    INSERT INTO reports_fts(rowid, sentence) VALUES (new.row, new.sentence);
END
--
CREATE TRIGGER reports_fts_delete AFTER DELETE ON reports BEGIN
    INSERT INTO reports_fts(reports_fts, rowid, sentence) VALUES ('delete', old.row, old.sentence);
END
--
CREATE TRIGGER reports_fts_update AFTER UPDATE OF sentence ON reports BEGIN
    INSERT INTO reports_fts(reports_fts, rowid, sentence) VALUES ('delete', old.row, old.sentence);
    INSERT INTO reports_fts(rowid, sentence) VALUES (new.row, new.sentence);
END
--
CREATE VIRTUAL TABLE claims_fts USING fts5(
    text,
    content='claims',
    content_rowid='row',
    tokenize='porter unicode61 remove_diacritics 2'
)
--
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts(rowid, text) VALUES (new.row, new.text);
END
--
CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_fts(claims_fts, rowid, text) VALUES ('delete', old.row, old.text);
END
--
CREATE TRIGGER claims_fts_update AFTER UPDATE OF text ON claims BEGIN
    INSERT INTO claims_fts(claims_fts, rowid, text) VALUES ('delete', old.row, old.text);
    INSERT INTO claims_fts(rowid, text) VALUES (new.row, new.text);
END
--
CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are only added');
END
--
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are only added');
END
--
