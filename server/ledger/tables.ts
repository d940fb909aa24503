/**
 * The ledger's tables. A row of a show is stored as the JSON the phones get. History holds each applied mutation once,
 * under the rev it took; what was refused is kept apart, because it took none and is forgotten after 90 days.
 * Every epoch that this history went through is in `epoch`, with those that phones brought from histories it lost.
 * `known` by `(show, id)`: ids of engines are derived from rows, and two shows (a show and its rehearsal) share row ids.
 */
export const ledgerTables = `
  CREATE TABLE ledger (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE epoch (epoch TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE show (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, tip TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE show_row (
    show TEXT NOT NULL, row TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (show, row, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX show_row_by_rev ON show_row (show, rev);

  CREATE TABLE history (
    show TEXT NOT NULL, rev INTEGER NOT NULL, tip TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    args TEXT NOT NULL, made_at_ms INTEGER NOT NULL, epoch TEXT NOT NULL,
    "by" TEXT NOT NULL, device TEXT, at_ms INTEGER NOT NULL, wrote TEXT NOT NULL, erased INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (show, rev)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX history_by_id ON history (show, id);
  CREATE INDEX history_by_device ON history (show, device, rev) WHERE device IS NOT NULL;

  CREATE TABLE refused (
    show TEXT NOT NULL, id TEXT NOT NULL, at_ms INTEGER NOT NULL, refusal TEXT NOT NULL,
    PRIMARY KEY (show, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX refused_by_time ON refused (at_ms);
`;
