import type { Pooler } from '../../../collectors/postgres/pooler.ts';
import { settingOf } from './subjects.ts';

/** How many server connections a pooler may open. */
export interface Demand {
  readonly connections: number;
  /** What each entry may open, by its name. */
  readonly byEntry: Readonly<Record<string, number>>;
}

/**
 * The most server connections of one pooler: a pool of each user in each entry, with its reserve, within the limits of
 * entries and users. Null when users whom nobody lists may come, and nothing limits what they open.
 * https://www.pgbouncer.org/config.html#default_pool_size
 */
export function demandOf(facts: Pooler): Demand | null {
  const isOpen =
    (settingOf(facts, 'auth_user') ?? '') !== '' || settingOf(facts, 'auth_type') === 'any';
  const consoleUsers = ['admin_users', 'stats_users'].flatMap((name) =>
    (settingOf(facts, name) ?? '').split(',').map((user) => user.trim()),
  );
  const users = facts.users.filter(({ name }) => !consoleUsers.includes(name)).length;
  const byEntry: Record<string, number> = {};
  for (const { name, forcedUser, poolSize, reservePoolSize, maxConnections } of facts.databases) {
    const own = isOpen || users === 0 ? Infinity : users;
    const pools = forcedUser === null ? own : 1;
    if (pools === Infinity && maxConnections === 0) return null;
    const wanted = pools * (poolSize + reservePoolSize);
    byEntry[name] = maxConnections === 0 ? wanted : Math.min(wanted, maxConnections);
  }
  const connections = Object.values(byEntry).reduce((sum, count) => sum + count, 0);
  return { connections, byEntry };
}
