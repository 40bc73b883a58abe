import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { ulid } from 'ulid';
import { ParityDocument, type TableResult } from '../../core/parity/document.ts';
import type { JournalLine } from '../../core/parity/journal.ts';
import { tableName } from '../../core/parity/table-facts.ts';
import { pairTables, type TablePair } from '../../core/parity/table-pairs.ts';
import { matchesTable } from '../../core/parity/table-pattern.ts';
import { runVerdict } from '../../core/parity/verdict.ts';
import { UsageError } from '../errors.ts';
import { makeSettledFolder } from '../settle-folder.ts';
import { TOOL_VERSION } from '../version.ts';
import { writeWhole } from '../write-whole.ts';
import { compareTable, isOnBothSides, uncompared, type TableContext } from './compare-table.ts';
import { openJournal, readJournal, type JournalFile } from './journal-file.ts';
import { openLanes, type Lanes } from './lanes.ts';
import type { ParityOptions } from './options.ts';
import { prepare, type Prepared } from './prepare.ts';
import { progressOf } from './progress.ts';

export const PARITY_RUNS = join('.landfall', 'parity');

export interface ParityRun {
  readonly document: ParityDocument;
  readonly folder: string;
}

/**
 * Compares the content of two databases and stores what it found. An interrupted run can be gone on with.
 * @throws {UsageError} for tables that are not there, for a run of other databases, and when a folder cannot be written;
 * what the driver throws when a server cannot be reached at all.
 */
export async function runParity(options: ParityOptions): Promise<ParityRun> {
  const startedAt = new Date().toISOString();
  const folder = await openFolder(options);
  const path = join(folder, 'journal.jsonl');
  const earlier = (await readJournal(path)) ?? [];
  const id = idOf(options, folder, earlier);
  const journal = await openJournal(path);
  const lanes = openLanes(options);
  try {
    if (earlier.length === 0) {
      const { servers } = options;
      journal.append({ kind: 'run', id, formatVersion: 1, servers, at: startedAt });
    }
    const prepared = await prepare(options, lanes);
    const { pairs, ignored } = select(options, prepared);
    const tables = await compareAll(pairs, prepared, { options, lanes, journal, earlier });
    const complete = !options.signal.aborted;
    const endedAt = new Date().toISOString();
    journal.append({ kind: 'end', at: endedAt, complete });
    const document = ParityDocument.parse({
      formatVersion: 1,
      id,
      tool: TOOL_VERSION,
      startedAt: earlier[0]?.kind === 'run' ? earlier[0].at : startedAt,
      endedAt,
      complete,
      live: options.live !== null,
      servers: options.servers,
      algorithm: prepared.abilities?.algorithm ?? null,
      verdict: runVerdict(tables),
      tables,
      ignored: [...ignored],
      notes: prepared.obstacle === null ? [] : [prepared.obstacle],
    } satisfies ParityDocument);
    await writeWhole(join(folder, 'parity.json'), `${JSON.stringify(document, null, 1)}\n`);
    return { document, folder };
  } finally {
    journal.close();
    await lanes.close();
  }
}

/**
 * A folder that is named is gone on with, or begun; an id is that of a run that is there.
 * @throws {UsageError} when it is not.
 */
async function openFolder({ store, resume }: ParityOptions): Promise<string> {
  if (resume !== null && !isFolder(resume)) {
    const folder = join(store, resume);
    if (existsSync(join(folder, 'journal.jsonl'))) return folder;
    throw new UsageError(`There is no run ${resume} in ${store}.`);
  }
  const folder = resume ?? join(store, ulid());
  await makeSettledFolder(folder, 0o700);
  return folder;
}

function isFolder(text: string): boolean {
  return isAbsolute(text) || text.includes('/');
}

/** @throws {UsageError} when the run is of other databases. */
function idOf(options: ParityOptions, folder: string, earlier: readonly JournalLine[]): string {
  const [first] = earlier;
  if (first === undefined) return options.resume === null ? basename(folder) : ulid();
  if (first.kind !== 'run') throw new UsageError(`The journal in ${folder} lacks its beginning.`);
  const { source, target } = first.servers;
  if (source === options.servers.source && target === options.servers.target) return first.id;
  throw new UsageError(
    `The run in ${folder} compared ${source} with ${target}. Begin a new run for others.`,
  );
}

function select(
  { tables, exclude }: ParityOptions,
  { source, target }: Prepared,
): ReturnType<typeof pairTables> {
  const all = pairTables(source, target);
  const isNamed = (patterns: readonly string[], name: string) =>
    patterns.some((pattern) => matchesTable(pattern, name));
  const names = [...source, ...target].map(tableName);
  const lost = [...tables, ...exclude].find(
    (pattern) => !names.some((name) => matchesTable(pattern, name)),
  );
  if (lost !== undefined) {
    throw new UsageError(`Neither side has a table that matches ${lost}.`);
  }
  // Who names a partition or its root means the rows that are in it.
  const isWanted = (pair: TablePair) => {
    const own = [pair.name, pair.source?.root, pair.target?.root].filter(
      (name) => typeof name === 'string',
    );
    const isIn = tables.length === 0 || own.some((name) => isNamed(tables, name));
    return isIn && !own.some((name) => isNamed(exclude, name));
  };
  const excluded = all.pairs.filter((pair) => tables.length === 0 && !isWanted(pair));
  return {
    pairs: all.pairs.filter(isWanted),
    ignored: [
      ...all.ignored,
      ...excluded.map(({ name }) => ({ name, reason: 'excluded by the command' })),
    ],
  };
}

interface Opened {
  readonly options: ParityOptions;
  readonly lanes: Lanes;
  readonly journal: JournalFile;
  readonly earlier: readonly JournalLine[];
}

async function compareAll(
  pairs: readonly TablePair[],
  prepared: Prepared,
  opened: Opened,
): Promise<TableResult[]> {
  const { options } = opened;
  const progress = progressOf(pairs, options.events);
  const results: TableResult[] = [];
  const queue = pairs.values();
  const compare = async (pair: TablePair): Promise<TableResult> => {
    if (!isOnBothSides(pair)) {
      const other = pair.source === null ? 'source' : 'target';
      return uncompared(pair, 'different', `The ${other} does not have this table.`);
    }
    if (options.signal.aborted) {
      return uncompared(pair, 'unknown', 'The run was interrupted before this table was compared.');
    }
    const { abilities, obstacle } = prepared;
    if (abilities === null) return uncompared(pair, 'unknown', obstacle ?? 'Nothing is known.');
    const context: TableContext = { ...opened, abilities, onRows: progress.onRows };
    return compareTable(pair, context);
  };
  const workers = Array.from({ length: options.limits.connections }, async () => {
    for (const pair of queue) {
      results.push(await compare(pair));
      progress.onTable(pair.name);
    }
  });
  await Promise.all(workers);
  const largeObjects = largeObjectsResult(options, prepared);
  if (largeObjects !== null) results.push(largeObjects);
  return results.toSorted((left, right) => (left.table < right.table ? -1 : 1));
}

/** Content that no table shows: it must not be taken for compared. */
function largeObjectsResult({ tables }: ParityOptions, prepared: Prepared): TableResult | null {
  const { source, target } = prepared.largeObjects;
  if (tables.length > 0 || source + target === 0) return null;
  const note = `The source has ${source} large objects and the target ${target}; their content was not compared.`;
  return {
    ...NO_TABLE,
    verdict: source === target ? 'unknown' : 'different',
    notes: [note],
    rows: { source, target },
  };
}

const NO_TABLE = {
  table: '(large objects)',
  mode: null,
  key: [],
  bytes: { source: null, target: null },
  columns: { compared: 0, total: 0, skipped: [] },
  parts: { total: 0, resumed: 0 },
  durationMs: 0,
  counts: { missing: 0, extra: 0, changed: 0, unstable: 0, unlocatedParts: 0 },
  differences: [],
} satisfies Partial<TableResult>;
