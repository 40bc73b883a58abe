import type { Pooler } from '../../../collectors/postgres/pooler.ts';
import type { AuroraClusterSpec } from '../../../core/spec/sections/aurora.ts';
import type { PooledDatabase } from '../pooler/subjects.ts';

/** The cluster `main` that takes the database `app`, with pgBouncer in transaction mode before it. */
export function pooled(uses: readonly string[] = []): PooledDatabase {
  const declared = { pooler: 'pgbouncer', poolMode: 'transaction' } as AuroraClusterSpec;
  return {
    name: 'main',
    path: ['aurora', 'main'],
    declared,
    database: 'app',
    sourceHosts: ['db.internal'],
    uses,
  };
}

type Entry = Pooler['databases'][number];

/** The entry `app`, with twenty server connections for each user. */
export function entry(facts: Partial<Entry> = {}): Entry {
  return {
    name: 'app',
    host: 'main.cluster-abc.us-east-1.rds.amazonaws.com',
    port: 5432,
    database: 'app',
    forcedUser: null,
    poolSize: 20,
    minPoolSize: 0,
    reservePoolSize: 0,
    poolMode: null,
    maxConnections: 0,
    paused: false,
    disabled: false,
    ...facts,
  };
}

/** A user whose pools are as large as the entries say. */
export function user(
  name: string,
  facts: Partial<Pooler['users'][number]> = {},
): Pooler['users'][number] {
  return { name, poolMode: null, poolSize: null, reservePoolSize: null, ...facts };
}

/** A pool of the user `agents`. */
export function pool(facts: Partial<Pooler['pools'][number]> = {}): Pooler['pools'][number] {
  return {
    database: 'app',
    user: 'agents',
    activeClients: 3,
    waitingClients: 0,
    activeServers: 2,
    idleServers: 1,
    connectingServers: 0,
    longestWaitMs: 0,
    poolMode: 'transaction',
    ...facts,
  };
}

const SETTINGS = {
  pool_mode: 'transaction',
  auth_type: 'scram-sha-256',
  auth_user: '',
  auth_query: 'SELECT usename, passwd FROM pg_shadow WHERE usename=$1',
  admin_users: 'pooler_admin',
  stats_users: 'pooler_stats',
  server_reset_query: 'DISCARD ALL',
  server_tls_sslmode: 'verify-full',
  server_tls_protocols: 'secure',
  client_tls_sslmode: 'require',
  client_tls_protocols: 'secure',
  max_prepared_statements: '200',
  dns_max_ttl: '15',
  server_lifetime: '3600',
  server_login_retry: '5',
  server_connect_timeout: '5',
  tcp_keepalive: '1',
  tcp_user_timeout: '10000',
  query_wait_timeout: '30',
  idle_transaction_timeout: '60',
};

type Facts = Partial<Omit<Pooler, 'settings'>> & {
  /** Replaces settings; undefined takes one away. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
};

/** What a well-kept pgBouncer shows, under its one key. */
export function consoleOf({ settings, ...facts }: Facts = {}): { readonly console: Pooler } {
  const all = Object.entries<string | undefined>({ ...SETTINGS, ...settings });
  return {
    console: {
      version: 'PgBouncer 1.25.2',
      settings: Object.fromEntries(
        all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      databases: [entry()],
      pools: [pool()],
      users: ['agents', 'pooler_admin', 'pooler_stats'].map((name) => user(name)),
      servers: [
        { user: 'agents', database: 'app', state: 'idle', address: '10.0.20.4', tls: 'TLSv1.3' },
      ],
      ...facts,
    },
  };
}
