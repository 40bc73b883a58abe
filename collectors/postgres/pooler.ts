import { z } from 'zod';
import { defineCollector } from '../../core/collector.ts';
import { observe } from '../../core/observation.ts';
import {
  showConfig,
  showDatabases,
  showPools,
  showServers,
  showUsers,
  showVersion,
} from './pooling/console.ts';
import { together } from './pooling/together.ts';

/** What pgBouncer's console says of itself. https://www.pgbouncer.org/usage.html#admin-console */
const Pooler = z.strictObject({
  /** Such as `PgBouncer 1.18.0`. */
  version: z.string(),
  /** Settings by name; empty texts are settings that are not set. */
  settings: z.record(z.string(), z.string().nullable()),
  /** What clients can connect to, the console left out. */
  databases: z.array(
    z.strictObject({
      name: z.string(),
      /** Null for a socket on its own machine. */
      host: z.string().nullable(),
      port: z.int(),
      /** The name that it has on its server. */
      database: z.string(),
      /** The one user that all clients become; null when each stays itself. */
      forcedUser: z.string().nullable(),
      /** Server connections of each user. */
      poolSize: z.int(),
      minPoolSize: z.int(),
      reservePoolSize: z.int(),
      /** Null when that of the settings holds. */
      poolMode: z.string().nullable(),
      /** The most server connections of all users; 0 for no limit. */
      maxConnections: z.int(),
      paused: z.boolean(),
      disabled: z.boolean(),
    }),
  ),
  /** The pools in use, of one database and user each, the console's left out. */
  pools: z.array(
    z.strictObject({
      database: z.string(),
      user: z.string(),
      activeClients: z.int(),
      waitingClients: z.int(),
      activeServers: z.int(),
      idleServers: z.int(),
      connectingServers: z.int(),
      longestWaitMs: z.int(),
      poolMode: z.string(),
    }),
  ),
  users: z.array(
    z.strictObject({
      name: z.string(),
      poolMode: z.string().nullable(),
      /** Of its own; null when those of the entries hold, and in releases that do not show them. */
      poolSize: z.int().nullable(),
      reservePoolSize: z.int().nullable(),
    }),
  ),
  servers: z.array(
    z.strictObject({
      user: z.string(),
      database: z.string(),
      state: z.string(),
      address: z.string().nullable(),
      /** Such as `TLSv1.3/TLS_AES_256_GCM_SHA384/ECDH=prime256v1`; null for a connection without TLS. */
      tls: z.string().nullable(),
    }),
  ),
});
export type Pooler = z.infer<typeof Pooler>;

/** The one key: a run looks at one console. */
export const CONSOLE = 'console';

/** The console's own database. */
const OWN = 'pgbouncer';

export const pooler = defineCollector({
  id: 'postgres/pooler',
  title: 'The pooler as its console shows it: version, settings, databases, pools and servers',
  operations: [],
  consoleCommands: [showVersion, showConfig, showDatabases, showPools, showUsers, showServers],
  item: Pooler,
  keys: () => [CONSOLE],

  async collect({ pooler: console }) {
    const answer = together<Rows>({
      version: await console.read(showVersion),
      config: await console.read(showConfig),
      databases: await console.read(showDatabases),
      pools: await console.read(showPools),
      users: await console.read(showUsers),
      servers: await console.read(showServers),
    });
    return { [CONSOLE]: observe(answer, factsOf) };
  },
});

interface Rows {
  readonly version: readonly string[];
  readonly config: readonly { readonly key: string; readonly value: string | null }[];
  readonly databases: readonly Pooler['databases'][number][];
  readonly pools: readonly Pooler['pools'][number][];
  readonly users: readonly Pooler['users'][number][];
  readonly servers: readonly Pooler['servers'][number][];
}

/** Null for a console that does not say what it is: it is none of pgBouncer's. */
function factsOf({ version: [version], config, databases, pools, users, servers }: Rows) {
  if (version === undefined) return null;
  return {
    version,
    settings: Object.fromEntries(config.map(({ key, value }) => [key, value])),
    databases: databases.filter(({ name }) => name !== OWN),
    pools: pools.filter(({ database }) => database !== OWN),
    users: [...users],
    servers: [...servers],
  };
}
