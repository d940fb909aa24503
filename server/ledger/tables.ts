/**
 * The ledger's tables. A row of a show is stored as the JSON the phones get. History holds each applied mutation once,
 * under the rev it took; what was refused is kept apart, because it took none and is forgotten after 90 days.
 * Every epoch that this history went through is in `epoch`, with those that phones brought from histories it lost.
 * `known` by `(show, id)`: ids of engines are derived from rows, and two shows (a show and its rehearsal) share row ids.
 */
export const firstTables = `
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

/**
 * A row of a show is stored as the JSON the phones get, in the order rows were made: what a writer adds goes to the end
 * of the table, where it touches the fewest pages, and a push waits for the disk by the page. For the same reason shows
 * and devices are numbers here, and what changed after a rev is asked of memory: no index keeps that order.
 *
 * History's `place` is its show's number × 2³² + the rev, so that one key finds a rev, a stretch of revs and a whole show.
 */
export const tablesByNumber = `
  DROP INDEX show_row_by_rev;
  DROP INDEX history_by_id;
  DROP INDEX history_by_device;
  ALTER TABLE show RENAME TO show_before;
  ALTER TABLE show_row RENAME TO show_row_before;
  ALTER TABLE history RENAME TO history_before;

  CREATE TABLE show (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, tip TEXT NOT NULL) STRICT;
  INSERT INTO show (id, rev, tip) SELECT id, rev, tip FROM show_before ORDER BY id;

  CREATE TABLE show_row (
    show INTEGER NOT NULL, row TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (show, row, id)
  ) STRICT;
  INSERT INTO show_row
    SELECT show.n, before.row, before.id, before.rev, before.data
    FROM show_row_before AS before JOIN show ON show.id = before.show ORDER BY show.n, before.rev;

  CREATE TABLE device (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
  INSERT INTO device (id) SELECT DISTINCT device FROM history_before WHERE device IS NOT NULL;

  CREATE TABLE history (
    place INTEGER PRIMARY KEY, tip TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    args TEXT NOT NULL, made_at_ms INTEGER NOT NULL, epoch TEXT NOT NULL,
    "by" TEXT NOT NULL, device INTEGER, at_ms INTEGER NOT NULL, wrote TEXT NOT NULL, erased INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO history
    SELECT (show.n << 32) + before.rev, before.tip, before.id, name, args, made_at_ms, epoch,
      "by", device.n, at_ms, wrote, erased
    FROM history_before AS before JOIN show ON show.id = before.show LEFT JOIN device ON device.id = before.device
    ORDER BY 1;
  CREATE UNIQUE INDEX history_by_id ON history (id, place >> 32);
  CREATE INDEX history_by_device ON history (device) WHERE device IS NOT NULL;

  DROP TABLE show_before;
  DROP TABLE show_row_before;
  DROP TABLE history_before;
`;
