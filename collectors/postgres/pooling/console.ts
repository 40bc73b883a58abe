import { z } from 'zod';
import { defineConsoleCommand } from '../../../core/pooler.ts';

/** The console gives numbers as text, some as 64-bit integers that the driver leaves as text. */
const Count = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

/** A column that is empty where nothing is set. */
const Text = z
  .string()
  .nullable()
  .transform((text) => (text === '' ? null : text));

/** The size of a user's pools: blanks and digits, or empty where those of the entries hold. Older releases do not show them. */
const OwnSize = z
  .union([z.int(), z.string().trim().regex(/^\d*$/)])
  .nullish()
  .transform((size) => (size === '' || size === null || size === undefined ? null : Number(size)));

const Flag = Count.transform((count) => count !== 0);

export const showVersion = defineConsoleCommand({
  command: 'SHOW VERSION',
  row: z.object({ version: z.string() }).transform(({ version }) => version),
});

export const showConfig = defineConsoleCommand({
  command: 'SHOW CONFIG',
  row: z.object({ key: z.string(), value: z.string().nullable() }),
});

export const showDatabases = defineConsoleCommand({
  command: 'SHOW DATABASES',
  row: z
    .object({
      name: z.string(),
      host: Text,
      port: Count,
      database: z.string(),
      force_user: Text,
      pool_size: Count,
      min_pool_size: Count,
      // Its name until 1.22.
      reserve_pool: Count.optional(),
      reserve_pool_size: Count.optional(),
      pool_mode: Text,
      max_connections: Count,
      paused: Flag,
      disabled: Flag,
    })
    .refine(
      (row) => row.reserve_pool !== undefined || row.reserve_pool_size !== undefined,
      'the size of the reserve pool is missing',
    )
    .transform((row) => ({
      name: row.name,
      host: row.host,
      port: row.port,
      database: row.database,
      forcedUser: row.force_user,
      poolSize: row.pool_size,
      minPoolSize: row.min_pool_size,
      reservePoolSize: row.reserve_pool_size ?? row.reserve_pool ?? 0,
      poolMode: row.pool_mode,
      maxConnections: row.max_connections,
      paused: row.paused,
      disabled: row.disabled,
    })),
});

export const showPools = defineConsoleCommand({
  command: 'SHOW POOLS',
  row: z
    .object({
      database: z.string(),
      user: z.string(),
      cl_active: Count,
      cl_waiting: Count,
      sv_active: Count,
      sv_idle: Count,
      sv_used: Count,
      sv_login: Count,
      maxwait: Count,
      maxwait_us: Count,
      pool_mode: z.string(),
    })
    .transform((row) => ({
      database: row.database,
      user: row.user,
      activeClients: row.cl_active,
      waitingClients: row.cl_waiting,
      activeServers: row.sv_active,
      idleServers: row.sv_idle + row.sv_used,
      connectingServers: row.sv_login,
      longestWaitMs: row.maxwait * 1_000 + Math.floor(row.maxwait_us / 1_000),
      poolMode: row.pool_mode,
    })),
});

export const showUsers = defineConsoleCommand({
  command: 'SHOW USERS',
  row: z
    .object({
      name: z.string(),
      pool_mode: Text,
      pool_size: OwnSize,
      reserve_pool_size: OwnSize,
    })
    .transform((row) => ({
      name: row.name,
      poolMode: row.pool_mode,
      poolSize: row.pool_size,
      reservePoolSize: row.reserve_pool_size,
    })),
});

export const showServers = defineConsoleCommand({
  command: 'SHOW SERVERS',
  row: z
    .object({ user: z.string(), database: z.string(), state: z.string(), addr: Text, tls: Text })
    .transform(({ addr: address, ...row }) => ({ ...row, address })),
});
