import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loopbackCertificate } from '../../sandbox/postgres/certificate.ts';
import { type PostgresServer, startPostgres } from '../../sandbox/postgres/server.ts';
import { causeOf, connect } from './connect.ts';
import type { ConnectionSettings } from './settings.ts';

let server: PostgresServer;
let folder: string;
let own: string;
let foreign: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-tls-'));
  own = join(folder, 'own.pem');
  foreign = join(folder, 'foreign.pem');
  const { certificate, key } = await loopbackCertificate();
  await writeFile(own, certificate);
  await writeFile(foreign, (await loopbackCertificate()).certificate);
  server = await startPostgres({
    major: 15,
    settings: { ssl: 'on' },
    files: { 'server.crt': certificate, 'server.key': key },
  });
}, 30_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const to = (settings: Partial<ConnectionSettings>) =>
  connect(
    {
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: 'postgres',
      password: { kind: 'none' },
      tls: 'verify-full',
      caFile: own,
      ...settings,
    },
    { region: 'us-east-1', endpoint: null },
    {},
  );

test('a server of a trusted authority under its own name is spoken to by TLS', async () => {
  const client = await to({});
  const { rows } = await client.query<{ ssl: boolean }>(
    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  );
  await client.end();
  expect(rows).toEqual([{ ssl: true }]);
});

test('a server of another authority is not spoken to', async () => {
  await expect(to({ caFile: foreign })).rejects.toMatchObject({
    code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/) as unknown,
  });
});

test('nor one of no authority of RDS or of the system', async () => {
  await expect(to({ caFile: null })).rejects.toMatchObject({
    code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/) as unknown,
  });
});

test('nor one under a name that is not its own', async () => {
  await expect(to({ host: 'localhost' })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});

test('authorities that cannot be read, or are none, are named', async () => {
  await expect(to({ caFile: join(folder, 'absent.pem') })).rejects.toThrow(
    /^The authorities in .*absent\.pem cannot be read: ENOENT/,
  );
  const empty = join(folder, 'empty.pem');
  await writeFile(empty, 'nothing');
  await expect(to({ caFile: empty })).rejects.toThrow(`${empty} holds no certificate in PEM.`);
});

test('what ended an idle connection is told by the query that meets it', async () => {
  const [lost, other] = [await to({}), await to({})];
  const ended = new Promise<void>((resolve) => lost.once('end', resolve));
  await other.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = $1',
    ['landfall'],
  );
  await ended;
  await other.end();
  const error: unknown = await lost.query('SELECT 1').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: expect.stringMatching(/not queryable/) as unknown });
  expect(causeOf(lost, error)).toMatchObject({
    code: '57P01',
    message: 'terminating connection due to administrator command',
  });
});
