import { join } from 'node:path';
import { ulid } from 'ulid';
import { QueryParityDocument, type QueryResult } from '../../../core/parity/queries/document.ts';
import type { Query } from '../../../core/parity/queries/query-file.ts';
import { runTiming } from '../../../core/parity/queries/timing.ts';
import { queriesVerdict } from '../../../core/parity/queries/verdict.ts';
import type { HashAlgorithm } from '../../../core/parity/row-hash.ts';
import { UsageError } from '../../errors.ts';
import { TOOL_VERSION } from '../../version.ts';
import { writeWhole } from '../../write-whole.ts';
import { agree } from '../agreement.ts';
import { openLanes, type Lanes } from '../lanes.ts';
import { compareQuery, INTERRUPTED, uncompared } from './compare-query.ts';
import type { QueryOptions } from './options.ts';
import { readQueries } from './query-folder.ts';
import { topStatements } from './top-statements.ts';

export interface QueryRun {
  readonly document: QueryParityDocument;
  readonly folder: string;
}

/**
 * Runs the same queries on two databases, compares what they give, and stores what it found.
 * @throws {UsageError} when there is nothing to run, or a file is no query; what the driver throws when a server cannot be
 * reached at all.
 */
export async function runQueries(options: QueryOptions): Promise<QueryRun> {
  const startedAt = new Date().toISOString();
  if (options.folder === null && options.topStatements === 0) {
    throw new UsageError(
      'Nothing says which queries to compare: name a folder of .sql files with --queries, or a number with --top-statements.',
    );
  }
  const fromFiles = options.folder === null ? [] : await readQueries(options.folder);
  const id = ulid();
  const folder = join(options.store, id);
  const lanes = openLanes(options);
  try {
    const nothing = { read: () => Promise.resolve(null), none: null };
    const { abilities, obstacle } = await agree(options, lanes, nothing);
    const fromStatements = await topStatements(options, lanes);
    const all = [...fromFiles, ...fromStatements.queries];
    const queries = await compareAll(all, options, lanes, abilities?.algorithm ?? null);
    const obstacles = [obstacle, fromStatements.obstacle].filter((one) => one !== null);
    const { maxSlowdown } = options;
    const document = QueryParityDocument.parse({
      formatVersion: 1,
      id,
      tool: TOOL_VERSION,
      startedAt,
      endedAt: new Date().toISOString(),
      complete: !options.signal.aborted,
      servers: options.servers,
      algorithm: abilities?.algorithm ?? null,
      verdict: queriesVerdict(queries, obstacles),
      timingVerdict: runTiming(
        queries.map(({ timingVerdict }) => timingVerdict),
        maxSlowdown,
      ),
      maxSlowdown,
      queries,
      obstacles,
    } satisfies QueryParityDocument);
    await writeWhole(join(folder, 'queries.json'), `${JSON.stringify(document, null, 1)}\n`);
    return { document, folder };
  } finally {
    await lanes.close();
  }
}

/** One after the other: a query that runs beside another takes another time. */
async function compareAll(
  queries: readonly Query[],
  options: QueryOptions,
  lanes: Lanes,
  algorithm: HashAlgorithm | null,
): Promise<QueryResult[]> {
  const results: QueryResult[] = [];
  for (const query of queries) {
    const { signal, maxSlowdown, events } = options;
    events.onProgress?.({ done: results.length, queries: queries.length, query: query.name });
    if (signal.aborted) results.push(uncompared(query, maxSlowdown, INTERRUPTED));
    else if (algorithm === null) results.push(uncompared(query, maxSlowdown, NO_HASH));
    else results.push(await compareQuery({ query, options, lanes }, algorithm));
  }
  return results;
}

const NO_HASH = 'The two servers cannot be compared.';
