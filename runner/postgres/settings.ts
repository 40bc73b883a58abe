import type { Side } from '../../core/postgres.ts';
import type { ConnectionSpec, MigrationSpec } from '../../core/spec/sections/migration.ts';
import { UsageError } from '../errors.ts';

const DEFAULT_PORT = 5432;

/** Where a password comes from, looked up at each connection: a token of IAM holds for fifteen minutes. */
export type PasswordSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'secret'; readonly id: string }
  | { readonly kind: 'iam' };

/** How one side is reached. It holds no secret. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: PasswordSource;
  readonly tls: 'verify-full' | 'disable';
  readonly caFile: string | null;
}

/** What can be connected to: both sides, the console of the pooler, and the database through it. */
export type Connected = Side | 'pooler' | 'pooled';

/** The name that pgBouncer's console has among its databases. https://www.pgbouncer.org/usage.html#admin-console */
const CONSOLE = 'pgbouncer';

/** The variable with which a user replaces a side's declared connection. */
export function urlVariable(side: Connected): string {
  return `LANDFALL_${side.toUpperCase()}_URL`;
}

/** The variable that holds the password of a side whose connection is a URL. */
function passwordVariable(side: Connected): string {
  return `LANDFALL_${side.toUpperCase()}_PASSWORD`;
}

/**
 * The connection of a side: the environment's URL before the spec's. Null when neither names one.
 * @throws {UsageError} for a URL that holds a password or is none, and for a connection without TLS to another machine.
 */
export function connectionSettings(
  side: Connected,
  migration: MigrationSpec | undefined,
  environment: NodeJS.ProcessEnv,
): ConnectionSettings | null {
  const url = environment[urlVariable(side)];
  if (url !== undefined && url !== '') return fromUrl(side, url, environment);
  const declared = migration?.connections?.[side];
  if (migration === undefined || declared === undefined) return null;
  return guarded(side, fromSpec(declared, side === 'pooler' ? CONSOLE : migration.database));
}

function fromSpec(declared: ConnectionSpec, database: string): ConnectionSettings {
  const { host, port, user, password, tls, caFile } = declared;
  return {
    host,
    port: port ?? DEFAULT_PORT,
    database,
    user,
    password: passwordOf(password),
    tls: tls ?? 'verify-full',
    caFile: caFile ?? null,
  };
}

function passwordOf(password: ConnectionSpec['password']): PasswordSource {
  if (password === undefined) return { kind: 'none' };
  if ('env' in password) return { kind: 'environment', variable: password.env };
  if ('secret' in password) return { kind: 'secret', id: password.secret };
  return { kind: 'iam' };
}

function fromUrl(
  side: Connected,
  text: string,
  environment: NodeJS.ProcessEnv,
): ConnectionSettings {
  const variable = urlVariable(side);
  const looks = 'postgres://user@host:5432/database?sslmode=verify-full';
  const url = URL.parse(text);
  // The text is not repeated: it may hold a password.
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === '') {
    throw new UsageError(`${variable} is not the URL of a database. One looks like ${looks}.`);
  }
  if (url.password !== '') {
    throw new UsageError(
      `${variable} holds a password, which other programs of this machine could read. Set ${passwordVariable(side)} instead.`,
    );
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  if (database === '' || user === '') {
    throw new UsageError(
      `${variable} names no ${user === '' ? 'user' : 'database'}. A URL looks like ${looks}.`,
    );
  }
  const unknown = [...url.searchParams.keys()].find(
    (name) => name !== 'sslmode' && name !== 'sslrootcert',
  );
  if (unknown !== undefined) {
    throw new UsageError(
      `${variable} has the parameter ${unknown}. It may have sslmode and sslrootcert.`,
    );
  }
  const mode = url.searchParams.get('sslmode') ?? 'verify-full';
  if (mode !== 'verify-full' && mode !== 'disable') {
    throw new UsageError(
      `${variable} has sslmode=${mode}. It is verify-full, or disable on loopback.`,
    );
  }
  const isSet = (environment[passwordVariable(side)] ?? '') !== '';
  return guarded(side, {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    database,
    user,
    password: isSet ? { kind: 'environment', variable: passwordVariable(side) } : { kind: 'none' },
    tls: mode,
    caFile: url.searchParams.get('sslrootcert'),
  });
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

function guarded(side: Connected, settings: ConnectionSettings): ConnectionSettings {
  if (settings.tls === 'disable' && !LOOPBACK.test(settings.host)) {
    throw new UsageError(
      `The connection to the ${side} at ${settings.host} is without TLS. That is taken on loopback alone: leave tls out, and name the authority of the server in caFile if it is not one of RDS.`,
    );
  }
  return settings;
}

/** The server of a side as reports name it. */
export function serverOf({ host, port, database }: ConnectionSettings): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${name}:${port}/${database}`;
}
