import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { CollectContext } from '../../../core/collector.ts';
import type { Side } from '../../../core/postgres.ts';
import { createPostgresGate } from '../../../runner/postgres/reader.ts';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server.ts';
import {
  deploySupervisionDb,
  SUPERVISION_DB,
  VALIDATOR,
} from '../../../sandbox/postgres/supervision-db/deploy.ts';
import type { Catalog } from './define-catalog.ts';
import { pageChecksums } from './page-checksums.ts';
import { replicationCapacity } from './replication-capacity.ts';
import { replicationSlots } from './replication-slots.ts';
import { sequencePositions } from './sequence-positions.ts';
import { timeZones } from './time-zones.ts';
import { wraparound } from './wraparound.ts';

const TIMEOUT_MS = 120_000;
let servers: readonly PostgresServer[] = [];

beforeAll(async () => {
  servers = await Promise.all([startPostgres({ major: 15 }), startPostgres({ major: 18 })]);
  await Promise.all(servers.map(({ port }) => deploySupervisionDb(port, { rows: 10 })));
  await Promise.all(
    servers.map(async ({ port }) => {
      const database = SUPERVISION_DB;
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database });
      await client.connect();
      try {
        await client.query(SETUP);
      } finally {
        await client.end();
      }
    }),
  );
}, TIMEOUT_MS);

afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** The subscription's slot is of another server. */
const SETUP = `
  SELECT pg_create_logical_replication_slot('move', 'pgoutput');
  SELECT pg_create_physical_replication_slot('standby');
  CREATE DOMAIN supervision.small AS smallint;
  CREATE TABLE supervision.counters (id supervision.small);
  CREATE SEQUENCE supervision.counts MAXVALUE 900 CYCLE;
  ALTER TABLE supervision.counters ALTER COLUMN id SET DEFAULT nextval('supervision.counts');
  CREATE SUBSCRIPTION back CONNECTION 'host=127.0.0.1' PUBLICATION back
    WITH (connect = false, slot_name = 'back_slot');
`;

describe.each([
  ['15', 'source'],
  ['18', 'target'],
] as const)('PostgreSQL %s', (_, side) => {
  test('tells what it has for replication, and what is taken', async () => {
    expect(await read(side, replicationCapacity)).toEqual([
      expect.objectContaining({
        def: {
          walLevel: 'logical',
          maxSlots: 10,
          slots: 2,
          idleSlots: 2,
          maxSenders: 10,
          senders: 0,
          senderTimeoutMs: 60_000,
          syncWorkers: 2,
          slotKeepMiB: -1,
          subscribedSlots: ['back_slot'],
          slotNames: ['move', 'standby'],
        },
      }),
    ]);
  });

  test('tells what is kept for each slot', async () => {
    const slots = new Map((await read(side, replicationSlots)).map(({ id, def }) => [id, def]));
    expect(slots.get('standby')).toEqual({
      type: 'physical',
      active: false,
      database: null,
      restartLsn: null,
      retainedBytes: null,
      walStatus: null,
      invalidation: null,
    });
    expect(slots.get('move')).toMatchObject({
      database: SUPERVISION_DB,
      active: false,
      walStatus: 'reserved',
      retainedBytes: expect.stringMatching(/^\d+$/),
    });
  });

  test('tells how old its transactions are, and that no page is damaged', async () => {
    const [age] = await read(side, wraparound);
    expect(age?.def.transactionLimit).toBe(200_000_000);
    expect(age?.def.transactionAge).toBeLessThan(100_000);
    const [checksums] = await read(side, pageChecksums);
    expect(checksums?.def).toMatchObject({ kept: true, failures: 0, lastFailure: null });
  });

  test('tells the bounds of a sequence and the type behind the domain of its column', async () => {
    const positions = await read(side, sequencePositions);
    const counts = positions.find(({ def }) => def.sequence === 'supervision.counts');
    expect(counts?.def).toMatchObject({
      column: 'supervision.counters.id',
      columnType: 'int2',
      minimum: '1',
      maximum: '900',
      cycles: true,
    });
  });

  test('tells zones apart whose clocks change on other days', async () => {
    const zones = (await read(side, timeZones))[0]?.def.zones ?? {};
    expect(Object.keys(zones).length).toBeGreaterThan(400);
    expect(zones['Europe/Berlin']).toBe(zones['Europe/Paris']);
    expect(zones['Europe/Berlin']).not.toBe(zones['Africa/Algiers']);
    expect(Object.keys(zones).filter((name) => name.startsWith('posix/'))).toEqual([]);
  });
});

/** As the role that validates, through the gate that runs use. */
async function read<Def>(side: Side, catalog: Catalog<Def>) {
  const url = ({ port }: PostgresServer) =>
    `postgres://${VALIDATOR}@127.0.0.1:${port}/${SUPERVISION_DB}?sslmode=disable`;
  const [source, target] = servers.map(url);
  const gate = createPostgresGate({
    region: 'us-east-1',
    endpoint: null,
    migration: undefined,
    environment: { LANDFALL_SOURCE_URL: source, LANDFALL_TARGET_URL: target },
    signal: new AbortController().signal,
    deadlineMs: Date.now() + TIMEOUT_MS,
    statementTimeoutMs: 30_000,
  });
  try {
    const postgres = gate.readerFor(catalog.statements ?? []);
    const found = await catalog.collect({ postgres } as unknown as CollectContext);
    const observation = found[side];
    if (observation?.state !== 'present') throw new Error(JSON.stringify(observation));
    return observation.value;
  } finally {
    await gate.close();
  }
}
