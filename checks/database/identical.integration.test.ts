import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { AwsReader } from '../../core/aws.ts';
import { evaluate } from '../../core/evaluate.ts';
import { openEvidence } from '../../core/evidence.ts';
import type { Finding } from '../../core/finding.ts';
import { collectorsFor, plan } from '../../core/plan.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Suite } from '../../core/suite.ts';
import { collectAll } from '../../runner/collect.ts';
import { createPostgresGate } from '../../runner/postgres/reader.ts';
import type { Major } from '../../sandbox/postgres/binaries.ts';
import { noPooler } from '../../runner/testing/no-databases.ts';
import { noLoadTest } from '../../runner/testing/no-load-test.ts';
import { type PostgresServer, startPostgres } from '../../sandbox/postgres/server.ts';
import {
  deploySupervisionDb,
  SUPERVISION_DB,
  VALIDATOR,
} from '../../sandbox/postgres/supervision-db/deploy.ts';
import compliance from '../../suites/compliance.suite.ts';
import { database } from './testing/database.ts';

const TIMEOUT_MS = 120_000;
const TAKEN_AT = Date.parse('2026-11-23T12:00:00.000Z');

/** The checks that compare what a database is made of. */
const OBJECT_CHECKS = [
  'database/column-defaults',
  'database/column-generation',
  'database/column-order',
  'database/columns',
  'database/comments',
  'database/constraints',
  'database/constraints-validated',
  'database/default-privileges',
  'database/enums',
  'database/event-triggers',
  'database/extended-statistics',
  'database/foreign-keys-enforced',
  'database/foreign-tables',
  'database/indexes',
  'database/indexes-valid',
  'database/large-objects',
  'database/materialized-views-populated',
  'database/memberships',
  'database/operators',
  'database/ownership',
  'database/privileges',
  'database/publications',
  'database/replica-identity',
  'database/roles',
  'database/routine-costs',
  'database/routines',
  'database/row-security',
  'database/rules',
  'database/schemas',
  'database/sequences',
  'database/superuser-needs',
  'database/table-storage',
  'database/tables',
  'database/tablespaces',
  'database/text-search',
  'database/triggers',
  'database/triggers-enabled',
  'database/types',
  'database/unlogged-tables',
  'database/views',
];

/** Something for every check to find. */
const DRIFT = {
  source: [
    'SET allow_in_place_tablespaces = on',
    // Refused in a transaction, which several statements at once would be.
    `CREATE TABLESPACE fast LOCATION ''`,
    `CREATE TABLE supervision.notes (note text);
    CREATE UNLOGGED TABLE supervision.scratch (note text);
    SELECT lo_create(4711);
    CREATE ROLE auditor LOGIN;
    CREATE OPERATOR supervision.=== (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text);
    CREATE FUNCTION supervision.leak() RETURNS int LANGUAGE sql LEAKPROOF AS 'SELECT 1';
    CREATE RULE quiet AS ON DELETE TO supervision.capabilities DO INSTEAD NOTHING;
    CREATE TEXT SEARCH DICTIONARY supervision.words (TEMPLATE = simple);
    CREATE FOREIGN DATA WRAPPER other; CREATE SERVER elsewhere FOREIGN DATA WRAPPER other;
    CREATE FUNCTION supervision.notice() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE EVENT TRIGGER notice ON ddl_command_end EXECUTE FUNCTION supervision.notice();
    CREATE TYPE supervision.span AS RANGE (SUBTYPE = integer);
  `,
  ],
  target: [
    `
    CREATE SCHEMA stray;
    DROP TABLE telemetry.metrics_2026_06;
    ALTER TABLE supervision.tasks ALTER COLUMN cost TYPE numeric(28, 6);
    ALTER TABLE supervision.tasks ALTER COLUMN priority DROP DEFAULT;
    ALTER TABLE supervision.operators ALTER COLUMN id DROP IDENTITY;
    ALTER TABLE supervision.workflows DROP COLUMN definition;
    ALTER TABLE supervision.tasks DROP CONSTRAINT tasks_progress;
    ALTER TABLE supervision.supervisors DROP CONSTRAINT supervisors_restarts;
    ALTER TABLE supervision.supervisors ADD CONSTRAINT supervisors_restarts CHECK (max_restarts BETWEEN 0 AND 1000) NOT VALID;
    ALTER TABLE supervision.task_events DISABLE TRIGGER ALL;
    DROP INDEX supervision.tasks_open;
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'supervision.tasks_by_day'::regclass;
    CREATE OR REPLACE VIEW supervision.open_workflows AS
      SELECT w.id, w.name, supervision.open_tasks(w.id) AS open_tasks FROM supervision.workflows w;
    REFRESH MATERIALIZED VIEW telemetry.daily WITH NO DATA;
    ALTER FUNCTION messaging.matches(text, text) VOLATILE COST 100;
    DROP TRIGGER agents_touch ON supervision.agents;
    ALTER TABLE supervision.tasks DISABLE TRIGGER tasks_touch;
    ALTER SEQUENCE telemetry.metric_numbers INCREMENT BY 2;
    ALTER TYPE telemetry.unit ADD VALUE 'seconds' BEFORE 'count';
    REVOKE supervision_reader FROM supervision_dashboard;
    ALTER TABLE supervision.agents OWNER TO postgres;
    GRANT SELECT ON supervision.settings TO PUBLIC;
    ALTER DEFAULT PRIVILEGES FOR ROLE supervision_owner IN SCHEMA telemetry REVOKE INSERT ON TABLES FROM supervision_app;
    ALTER TABLE supervision.settings DISABLE ROW LEVEL SECURITY;
    DROP PUBLICATION supervision_publication;
    DROP STATISTICS supervision.task_progress;
    ALTER TABLE supervision.agents RESET (fillfactor);
    COMMENT ON TABLE supervision.tasks IS NULL;
  `,
  ],
} as const;

let servers: readonly PostgresServer[] = [];

beforeAll(async () => {
  const majors: readonly Major[] = [15, 15, 18];
  servers = await Promise.all(majors.map((major) => startPostgres({ major })));
  await Promise.all(servers.map(({ port }) => deploySupervisionDb(port, { rows: 100 })));
}, TIMEOUT_MS);

afterAll(() => Promise.all(servers.map((server) => server.stop())));

test(
  'two databases that were made alike pass every check',
  async () => {
    const findings = await compared(0, 1);
    expect(findings.map(({ check }) => check)).toEqual(OBJECT_CHECKS);
    expect(findings.filter(({ status }) => status !== 'pass')).toEqual([]);
    // A pass over nothing proves nothing.
    const tables = findings.find(({ check }) => check === 'database/tables');
    expect(tables?.actual).toEqual({ tables: 22 });
  },
  TIMEOUT_MS,
);

test(
  'between two majors nothing differs: what the servers print in another way is known',
  async () => {
    const findings = await compared(0, 2);
    const differing = findings.filter(({ status }) => status !== 'pass');
    expect(differing).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'every check finds its drift in what the collectors read',
  async () => {
    await runOn(0, DRIFT.source);
    await runOn(1, DRIFT.target);
    const findings = await compared(0, 1);
    const passing = findings.filter(({ status }) => status !== 'fail');
    expect(passing.map(({ check }) => check)).toEqual([]);
  },
  TIMEOUT_MS,
);

async function compared(source: number, target: number): Promise<readonly Finding[]> {
  const suite = { ...compliance, checks: objectChecks() };
  const planned = plan(suite, { migration: database().declared } as unknown as Spec);
  const place = { region: 'us-east-1', takenAt: TAKEN_AT };
  const postgres = createPostgresGate({
    region: place.region,
    endpoint: null,
    migration: undefined,
    environment: {
      LANDFALL_SOURCE_URL: addressOf(source),
      LANDFALL_TARGET_URL: addressOf(target),
    },
    signal: new AbortController().signal,
    deadlineMs: Date.now() + TIMEOUT_MS,
    statementTimeoutMs: 30_000,
  });
  const aws = { readerFor: () => ({}) as AwsReader, forget: () => undefined, ledger: () => [] };
  try {
    const gates = { aws, postgres, pooler: noPooler, loadTest: noLoadTest };
    const artifacts = await collectAll(collectorsFor(planned), gates, planned.spec, place);
    const snapshot: Snapshot = {
      formatVersion: 1,
      specDigest: 'test',
      suite: suite.id,
      account: '123456789012',
      region: place.region,
      partition: 'aws',
      endpoint: null,
      takenAt: new Date(TAKEN_AT).toISOString(),
      stopped: null,
      calls: [...postgres.ledger()],
      artifacts,
    };
    return evaluate(planned, openEvidence(snapshot), () => ({ line: 1, column: 1 }));
  } finally {
    await postgres.close();
  }
}

async function runOn(index: number, statements: readonly string[]): Promise<void> {
  const port = servers[index]?.port ?? 0;
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: SUPERVISION_DB,
  });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

function objectChecks(): Suite['checks'] {
  const [first, ...others] = compliance.checks
    .filter(({ id }) => OBJECT_CHECKS.includes(id))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  if (first === undefined) throw new Error('the suite has no check of objects');
  return [first, ...others];
}

function addressOf(index: number): string {
  const port = servers[index]?.port ?? 0;
  return `postgres://${VALIDATOR}@127.0.0.1:${port}/${SUPERVISION_DB}?sslmode=disable`;
}
