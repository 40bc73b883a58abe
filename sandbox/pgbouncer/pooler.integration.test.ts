import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { poolingExitCode } from '../../core/pooling.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { runPooling } from '../../runner/postgres/pooling/run-pooling.ts';
import { type Databases, startDatabases } from '../postgres/databases.ts';
import { deploySupervisionDb, SUPERVISION_DB } from '../postgres/supervision-db/deploy.ts';

/** Getting pgBouncer takes its time, the first time. */
const TIMEOUT_MS = 120_000;

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
  await deploySupervisionDb(databases.ports.target, { rows: 10 });
}, TIMEOUT_MS);
afterAll(() => databases.stop());

function spec(poolMode: string | undefined): Spec {
  return {
    account: { region: 'us-east-1' },
    aurora: { main: { poolMode } },
    migration: { database: SUPERVISION_DB, target: 'main', source: {} },
  } as unknown as Spec;
}

test(
  'the pooler of the sandbox keeps what its mode promises, over TLS and with a password',
  async () => {
    const result = await runPooling(spec('transaction'), databases.environment);
    expect(result.promises.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(result.promises.length).toBeGreaterThan(4);
    expect(result).toMatchObject({ declaredMode: 'transaction', notes: [], left: false });
    expect(result.notPromised).toContain('A temporary table is lost to its client.');
    expect(poolingExitCode(result)).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  'another mode than declared is a broken promise',
  async () => {
    const result = await runPooling(spec('session'), databases.environment);
    expect(result.promises[0]).toEqual({
      says: 'Clients keep a server connection as in session mode.',
      status: 'fail',
    });
    expect(poolingExitCode(result)).toBe(1);
  },
  TIMEOUT_MS,
);

test('a wrong password is said, and nothing is tried', async () => {
  const environment = { ...databases.environment, LANDFALL_POOLED_PASSWORD: 'another' };
  await expect(runPooling(spec('transaction'), environment)).rejects.toMatchObject({
    message: 'SASL authentication failed',
  });
});

test('without a mode or a way in nothing is promised', async () => {
  await expect(runPooling(spec(undefined), databases.environment)).rejects.toThrow(
    'The spec declares no pool mode of the database that moves (poolMode of the cluster), so a pooler promises nothing.',
  );
  await expect(runPooling(spec('transaction'), {})).rejects.toThrow(
    'Nothing says how applications reach the pooler: declare migration.connections.pooled in the spec, or set LANDFALL_POOLED_URL.',
  );
});
