import { expect, test } from '@jest/globals';
import pg from 'pg';
import type { Major } from '../binaries.ts';
import { startPostgres } from '../server.ts';
import { deploySupervisionDb, ROLES, SUPERVISION_DB, VALIDATOR } from './deploy.ts';
import { type CatalogFacts, readFacts } from './testing/facts.ts';

const TIMEOUT_MS = 60_000;

async function deployed<T>(major: Major, read: (port: number) => Promise<T>): Promise<T> {
  const server = await startPostgres({ major });
  try {
    await deploySupervisionDb(server.port, { rows: 500 });
    return await read(server.port);
  } finally {
    await server.stop();
  }
}

function differing(one: CatalogFacts, other: CatalogFacts): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name] !== other[name]).sort();
}

test(
  'two servers of a major have the same facts, and one of another major says few things otherwise',
  async () => {
    const facts = await deployed(15, readFacts);
    expect(Object.keys(facts).length).toBeGreaterThan(300);
    expect(facts['rows supervision.tasks']).toMatch(/"count":"500"/);
    expect(differing(facts, await deployed(15, readFacts))).toEqual([]);

    expect(differing(facts, await deployed(18, readFacts))).toEqual([
      'extension btree_gist',
      'extension citext',
      'extension pgcrypto',
      // PostgreSQL 18 publishes generated columns on request.
      'publication supervision_publication',
      // PostgreSQL 16 and later leave out the names of tables that a view does not need.
      'view supervision.open_workflows',
      'view supervision.tree',
      'view telemetry.daily',
    ]);
  },
  3 * TIMEOUT_MS,
);

test(
  'a role of its own owns everything, and the one that validates can change nothing',
  async () => {
    await deployed(15, async (port) => {
      const ask = async (user: string, sql: string) => {
        const client = new pg.Client({ host: '127.0.0.1', port, user, database: SUPERVISION_DB });
        await client.connect();
        try {
          return (await client.query<Record<string, unknown>>(sql)).rows;
        } finally {
          await client.end();
        }
      };
      const owners = `
        SELECT DISTINCT pg_get_userbyid(owner) AS owner FROM (
          SELECT relowner AS owner FROM pg_class WHERE relnamespace::regnamespace::text IN ('supervision', 'messaging', 'telemetry')
          UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace::regnamespace::text IN ('supervision', 'messaging', 'telemetry')
          UNION ALL SELECT nspowner FROM pg_namespace WHERE nspname IN ('supervision', 'messaging', 'telemetry')
          UNION ALL SELECT extowner FROM pg_extension WHERE extname <> 'plpgsql'
          UNION ALL SELECT datdba FROM pg_database WHERE datname = current_database()
        ) owned`;
      expect(await ask(VALIDATOR, owners)).toEqual([{ owner: ROLES.owner }]);

      const behind = `SELECT nextval('supervision.tasks_id_seq') > max(id) AS past FROM supervision.tasks`;
      expect(await ask(ROLES.app, behind)).toEqual([{ past: true }]);

      const claim = `SELECT status, attempts > 0 AS tried FROM supervision.claim_task(
        (SELECT id FROM supervision.agents ORDER BY id LIMIT 1))`;
      expect(await ask(ROLES.app, claim)).toEqual([{ status: 'claimed', tried: true }]);

      const internal = 'SELECT count(*)::int FROM supervision.settings WHERE internal';
      expect(await ask(ROLES.dashboard, internal)).toEqual([{ count: 0 }]);
      expect(await ask(VALIDATOR, internal)).not.toEqual([{ count: 0 }]);
      await expect(ask(VALIDATOR, `DELETE FROM supervision.settings`)).rejects.toMatchObject({
        code: '42501',
      });
    });
  },
  TIMEOUT_MS,
);
