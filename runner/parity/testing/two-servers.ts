import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Side } from '../../../core/postgres.ts';
import type { TableResult } from '../../../core/parity/document.ts';
import { startPostgres, type PostgresServer } from '../../../sandbox/postgres/server.ts';
import { connect as connectTo } from '../../postgres/connect.ts';
import { PARITY_DEFAULTS, type ParityLimits, type ParityOptions } from '../options.ts';
import { QUERY_DEFAULTS, type QueryLimits, type QueryOptions } from '../queries/options.ts';
import { runQueries, type QueryRun } from '../queries/run-queries.ts';
import { runParity, type ParityRun } from '../run-parity.ts';

/** A source of PostgreSQL 15 and a target of 18, as a migration to Aurora has them. */
export interface TwoServers {
  readonly servers: Readonly<Record<Side, PostgresServer>>;
  /** As the superuser, in the database `postgres`. */
  sql(side: Side, text: string): Promise<pg.QueryResult<Record<string, unknown>>>;
  both(text: string): Promise<void>;
  connect(side: Side): Promise<pg.Client>;
  parity(
    options?: Partial<Omit<ParityOptions, 'limits'>>,
    limits?: Partial<ParityLimits>,
  ): Promise<ParityRun>;
  queries(
    options?: Partial<Omit<QueryOptions, 'limits'>>,
    limits?: Partial<QueryLimits>,
  ): Promise<QueryRun>;
  /** The result of a single table. */
  table(name: string, limits?: Partial<ParityLimits>): Promise<TableResult>;
  stop(): Promise<void>;
}

export async function startTwoServers(
  settings: Readonly<Record<string, string>> = {},
): Promise<TwoServers> {
  const servers = {
    source: await startPostgres({ major: 15, settings }),
    target: await startPostgres({ major: 18, settings }),
  };
  const store = await mkdtemp(join(tmpdir(), 'landfall-parity-'));
  // As the product connects, so that it is told why a connection was lost.
  const connect = (side: Side) =>
    connectTo(
      {
        host: '127.0.0.1',
        port: servers[side].port,
        database: 'postgres',
        user: 'postgres',
        password: { kind: 'none' },
        tls: 'disable',
        caFile: null,
      },
      { region: 'eu-west-1', endpoint: null },
      {},
    );
  const sql: TwoServers['sql'] = async (side, text) => {
    const client = await connect(side);
    try {
      return await client.query<Record<string, unknown>>(text);
    } finally {
      await client.end();
    }
  };
  const parity: TwoServers['parity'] = (options = {}, limits = {}) =>
    runParity({
      connect,
      servers: { source: 'source', target: 'target' },
      store,
      resume: null,
      tables: [],
      exclude: [],
      live: null,
      showValues: true,
      signal: new AbortController().signal,
      events: {},
      ...options,
      limits: { ...PARITY_DEFAULTS, firstPauseMs: 50, ...limits },
    });
  const queries: TwoServers['queries'] = (options = {}, limits = {}) =>
    runQueries({
      connect,
      servers: { source: 'source', target: 'target' },
      store,
      folder: null,
      topStatements: 0,
      searchPath: null,
      maxSlowdown: null,
      showValues: true,
      signal: new AbortController().signal,
      events: {},
      ...options,
      limits: { ...QUERY_DEFAULTS, runs: 1, firstPauseMs: 50, ...limits },
    });
  return {
    servers,
    sql,
    both: async (text) => {
      await sql('source', text);
      await sql('target', text);
    },
    connect,
    parity,
    queries,
    table: async (name, limits) => {
      const { document } = await parity({ tables: [name] }, limits);
      const [result, ...others] = document.tables;
      if (result === undefined || others.length > 0) throw new Error(`${name} is not one table.`);
      return result;
    },
    stop: async () => {
      await Promise.all([servers.source.stop(), servers.target.stop()]);
      await rm(store, { recursive: true, force: true });
    },
  };
}
