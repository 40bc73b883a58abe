import { randomUUID } from 'node:crypto';
import type { Certificate } from '../postgres/certificate.ts';
import { ROLES, SUPERVISION_DB } from '../postgres/supervision-db/deploy.ts';
import { PgbouncerError } from './pgbouncer-error.ts';
import { CONSOLE_USERS, startPgbouncer } from './server.ts';

/** A pgBouncer in front of the target, as the plan wants one. */
export interface Pooler {
  /** What tells where its console is, and the database behind it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly console: ConsoleAccess;
  stop(): Promise<void>;
}

/** How orders are given to it. */
export interface ConsoleAccess {
  readonly port: number;
  readonly password: string;
  /** What its certificate is verified with, in PEM. */
  readonly authority: string;
}

/** Within the times that a failover leaves, and without an end to no wait. */
const SETTINGS = {
  auth_type: 'scram-sha-256',
  client_tls_sslmode: 'require',
  client_tls_cert_file: 'server.crt',
  client_tls_key_file: 'server.key',
  server_tls_sslmode: 'verify-full',
  server_tls_ca_file: 'server.crt',
  /** For each of two users: together within the plan's 25 connections. */
  default_pool_size: '10',
  server_login_retry: '5',
  server_connect_timeout: '5',
  tcp_user_timeout: '10000',
  query_wait_timeout: '30',
  idle_transaction_timeout: '60',
};

/**
 * Starts it; where pgBouncer cannot be had it says so, and null is what the sandbox goes on with. In CI that is an error.
 * `authorityFile` is the file with which a run verifies its certificate.
 * @throws {PgbouncerError} when it does not start, and in CI also when it cannot be had.
 */
export async function startPooler(
  targetPort: number,
  { certificate, key }: Certificate,
  authorityFile: string,
): Promise<Pooler | null> {
  const password = { admin: randomUUID(), stats: randomUUID(), app: randomUUID() };
  try {
    const pgbouncer = await startPgbouncer({
      databases: { [SUPERVISION_DB]: { port: targetPort } },
      settings: SETTINGS,
      users: {
        [ROLES.app]: password.app,
        [ROLES.dashboard]: randomUUID(),
        [CONSOLE_USERS.admin]: password.admin,
        [CONSOLE_USERS.stats]: password.stats,
      },
      files: { 'server.crt': certificate, 'server.key': key },
    });
    const { port } = pgbouncer;
    const url = (user: string, database: string) =>
      `postgres://${user}@127.0.0.1:${port}/${database}?sslrootcert=${encodeURIComponent(authorityFile)}`;
    return {
      environment: {
        LANDFALL_POOLER_URL: url(CONSOLE_USERS.stats, 'pgbouncer'),
        LANDFALL_POOLER_PASSWORD: password.stats,
        LANDFALL_POOLED_URL: url(ROLES.app, SUPERVISION_DB),
        LANDFALL_POOLED_PASSWORD: password.app,
      },
      console: { port, password: password.admin, authority: certificate },
      stop: () => pgbouncer.stop(),
    };
  } catch (error) {
    const isCi = (process.env['CI'] ?? '') !== '';
    if (isCi || !(error instanceof PgbouncerError)) throw error;
    const [reason = ''] = error.message.split('\n');
    process.stderr.write(`The sandbox has no pooler, and checks of it stay unknown: ${reason}\n`);
    return null;
  }
}
