import { z } from 'zod';
import type { PastRun } from '../../core/history/history.ts';
import { entryKey } from '../../core/history/entry-key.ts';
import { outcomeOf, standingOf } from '../../core/history/outcome.ts';
import { isPartial } from '../../core/history/partial.ts';
import { seriesKey, seriesOf } from '../../core/history/series.ts';
import type { PastRunFindings } from '../../core/history/trail.ts';
import { findingKey } from '../../core/finding-key.ts';
import type { ComparedReport } from '../../core/history/compared.ts';
import { Status } from '../../core/finding.ts';
import { Counts, Verdict } from '../../core/verdict.ts';
import { DamagedDatabaseError, openDatabase, type Database } from './sqlite.ts';

/** Changed whenever the tables are: an index of another version is made anew. */
const VERSION = 2;
const BUSY_TIMEOUT_MS = 3_000;

const TABLES = `
  CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    store TEXT NOT NULL,
    id TEXT NOT NULL,
    series TEXT NOT NULL,
    deployment TEXT NOT NULL,
    suite TEXT NOT NULL,
    environment TEXT,
    finishedAt TEXT NOT NULL,
    verdict TEXT NOT NULL,
    counts TEXT NOT NULL,
    specDigest TEXT NOT NULL,
    isPartial INTEGER NOT NULL,
    blockedOnNew INTEGER NOT NULL,
    since TEXT,
    newFails INTEGER NOT NULL,
    fixed INTEGER NOT NULL,
    UNIQUE (store, id)
  ) STRICT;
  CREATE INDEX runsOfSeries ON runs (store, series, id);
  CREATE TABLE openFindings (
    run INTEGER NOT NULL,
    key TEXT NOT NULL,
    entry TEXT NOT NULL,
    outcome TEXT NOT NULL,
    since TEXT,
    PRIMARY KEY (run, key)
  ) STRICT, WITHOUT ROWID;
`;

const RunRow = z.object({
  id: z.string(),
  series: z.string(),
  deployment: z.string(),
  suite: z.string(),
  environment: z.string().nullable(),
  finishedAt: z.iso.datetime(),
  verdict: Verdict,
  counts: z.string().transform((text) => Counts.parse(JSON.parse(text))),
  specDigest: z.string(),
  isPartial: z.int().transform((value) => value !== 0),
  blockedOnNew: z.int().transform((value) => value !== 0),
  since: z.string().nullable(),
  newFails: z.int(),
  fixed: z.int(),
});

/** A run as the index knows it. */
export interface IndexedRun extends PastRun {
  /** `seriesKey`. */
  readonly series: string;
  readonly deployment: string;
  readonly suite: string;
  readonly environment: string | null;
  readonly isPartial: boolean;
  /** New failures blocked it, where those alone may. */
  readonly blockedOnNew: boolean;
  /** The run that it was compared with when it was made; null when there was none. */
  readonly since: string | null;
  /** Since then; 0 without such a run. */
  readonly newFails: number;
  readonly fixed: number;
}

const OpenRow = z.object({
  key: z.string(),
  entry: z.string(),
  outcome: z.union([Status, z.literal('waived')]),
  since: z.string().nullable(),
});

const RUN_COLUMNS = Object.keys(RunRow.shape).join(', ');

/** What is known of stored runs without reading them. It holds nothing that the runs do not. */
export interface RunIndex {
  /** The runs of a store that it knows. */
  ids(store: string): ReadonlySet<string>;
  add(store: string, report: ComparedReport): void;
  remove(store: string, ids: Iterable<string>): void;
  /** Of one series or of all, oldest first. */
  runs(store: string, series: string | null): readonly IndexedRun[];
  /** What a run left open. */
  open(store: string, id: string): PastRunFindings;
  close(): void;
}

/**
 * Opens the index, and makes it where there is none.
 * @param path `:memory:` for one that is forgotten.
 * @throws {DamagedDatabaseError} and SQLite's errors.
 */
export function openIndex(path: string): RunIndex {
  const database = openDatabase(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    prepare(database);
    return indexOf(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database: Database): void {
  const checked = database.prepare('PRAGMA quick_check(1)').get();
  if (checked?.['quick_check'] !== 'ok') {
    throw new DamagedDatabaseError(String(checked?.['quick_check']));
  }
  // Readers and a writer do not wait for each other.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  inTransaction(database, () => {
    const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
    if (version === VERSION) return;
    const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get();
    if (tables?.['count'] !== 0) {
      throw new DamagedDatabaseError(`it is of version ${String(version)}, not ${VERSION}`);
    }
    database.exec(TABLES);
    database.exec(`PRAGMA user_version = ${VERSION}`);
  });
}

function inTransaction(database: Database, work: () => void): void {
  // At once for writing: two that begin by reading could not both go on to write.
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function indexOf(database: Database): RunIndex {
  const numberOf = (store: string, id: string) =>
    database.prepare('SELECT number FROM runs WHERE store = ? AND id = ?').get(store, id)?.[
      'number'
    ];
  const forget = (store: string, id: string) => {
    const number = numberOf(store, id);
    if (number === undefined) return;
    database.prepare('DELETE FROM openFindings WHERE run = ?').run(number);
    database.prepare('DELETE FROM runs WHERE number = ?').run(number);
  };
  return {
    ids: (store) =>
      new Set(
        database
          .prepare('SELECT id FROM runs WHERE store = ?')
          .all(store)
          .map(({ id }) => String(id)),
      ),
    add: (store, report) => {
      inTransaction(database, () => {
        forget(store, report.run.id);
        insert(database, store, report);
      });
    },
    remove: (store, ids) => {
      inTransaction(database, () => {
        for (const id of ids) forget(store, id);
      });
    },
    runs: (store, series) => {
      const rows = database
        .prepare(
          `SELECT ${RUN_COLUMNS} FROM runs WHERE store = ? AND (? IS NULL OR series = ?) ORDER BY id`,
        )
        .all(store, series, series);
      return rows.map((row) => parsed(RunRow, row));
    },
    open: (store, id) => {
      const run = database
        .prepare('SELECT number, finishedAt FROM runs WHERE store = ? AND id = ?')
        .get(store, id);
      if (run === undefined) throw new DamagedDatabaseError(`it has no run ${id}`);
      const rows = database
        .prepare('SELECT key, entry, outcome, since FROM openFindings WHERE run = ?')
        .all(run['number'] ?? null);
      return {
        finishedAt: String(run['finishedAt']),
        open: rows.map((row) => parsed(OpenRow, row)),
      };
    },
    close: () => {
      database.close();
    },
  };
}

function insert(database: Database, store: string, report: ComparedReport): void {
  const { run, verdict, counts, history, deployment, suite } = report;
  const changes = history?.changes ?? [];
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO runs (store, ${RUN_COLUMNS}) VALUES (?, ${Object.keys(RunRow.shape)
        .map(() => '?')
        .join(', ')})`,
    )
    .run(
      store,
      run.id,
      seriesKey(seriesOf(report)),
      deployment,
      suite.id,
      run.spec.environment,
      run.finishedAt,
      verdict,
      JSON.stringify(counts),
      run.spec.digest,
      isPartial(report) ? 1 : 0,
      report.blockedOnNew === true ? 1 : 0,
      history?.since.id ?? null,
      changes.filter(({ kind }) => kind === 'new').length,
      changes.filter(({ kind }) => kind === 'fixed').length,
    );
  const add = database.prepare(
    'INSERT OR REPLACE INTO openFindings (run, key, entry, outcome, since) VALUES (?, ?, ?, ?, ?)',
  );
  for (const finding of report.findings) {
    const outcome = outcomeOf(finding);
    const standing = standingOf(outcome);
    if (standing === 'holds' || standing === 'absent') continue;
    const key = findingKey(finding);
    const since = standing === 'deviates' ? (history?.failingSince[key] ?? run.finishedAt) : null;
    add.run(lastInsertRowid, key, entryKey(finding), outcome, since);
  }
}

/** A row that is not what was written: the file was changed by something else. */
function parsed<Value>(schema: z.ZodType<Value>, row: unknown): Value {
  try {
    return schema.parse(row);
  } catch (error) {
    throw new DamagedDatabaseError(error instanceof Error ? error.message : String(error));
  }
}
