import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Side } from '../../core/postgres.ts';
import { type Pooler, startPooler } from '../pgbouncer/pooler.ts';
import { loopbackCertificate } from './certificate.ts';
import { type PostgresServer, startPostgres } from './server.ts';
import { SUPERVISION_DB, VALIDATOR } from './supervision-db/deploy.ts';

/** A source and a target, empty, which both ask validators for TLS, and a pooler in front of the target. */
export interface Databases {
  readonly ports: Readonly<Record<Side, number>>;
  /** Null where pgBouncer cannot be had. */
  readonly pooler: Pooler | null;
  /** What tells a run where they are. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The plan's source is PostgreSQL 15, and so is its target. */
const MAJOR = 15;
/** The superuser deploys and breaks without TLS, which is nobody's business but the sandbox's. */
const HOST_RULES = ['host all postgres 127.0.0.1/32 trust', 'hostssl all all 127.0.0.1/32 trust'];
const SETTINGS = {
  ssl: 'on',
  password_encryption: 'scram-sha-256',
  /** What Aurora allows by default at 1 ACU. */
  max_connections: '189',
};
/** Parameters of RDS are none of PostgreSQL's, which takes any name with a dot. */
const AURORA_SETTINGS = { 'rds.force_ssl': '1', 'rds.logical_replication': '1' };

/**
 * @throws {PostgresError} when a server cannot be found or does not start.
 * @throws {PgbouncerError} when the pooler does not start.
 */
export async function startDatabases(): Promise<Databases> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-databases-'));
  const servers: PostgresServer[] = [];
  let pooler: Pooler | null = null;
  const stop = async () => {
    await pooler?.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { certificate, key } = await loopbackCertificate();
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, certificate);
    const start = async (settings: Readonly<Record<string, string>>) => {
      const files = { 'server.crt': certificate, 'server.key': key };
      const options = { major: MAJOR, hostRules: HOST_RULES, files } as const;
      const server = await startPostgres({ ...options, settings: { ...SETTINGS, ...settings } });
      servers.push(server);
      return server.port;
    };
    const [source, target] = await Promise.all([start({}), start(AURORA_SETTINGS)]);
    const url = (port: number) =>
      `postgres://${VALIDATOR}@127.0.0.1:${port}/${SUPERVISION_DB}?sslrootcert=${encodeURIComponent(authority)}`;
    pooler = await startPooler(target, { certificate, key }, authority);
    const environment = {
      LANDFALL_SOURCE_URL: url(source),
      LANDFALL_TARGET_URL: url(target),
      ...pooler?.environment,
    };
    return { ports: { source, target }, pooler, environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
