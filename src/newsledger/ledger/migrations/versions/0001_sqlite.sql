-- Full-text tables kept by triggers, and judgements that are only added. Statements end with a line of two hyphens.
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
