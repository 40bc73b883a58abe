import type { Pooler } from '../../../collectors/postgres/pooler.ts';
import { settingOf } from './subjects.ts';

/** How many server connections a pooler may open. */
export interface Demand {
  readonly connections: number;
  /** What each entry may open, by its name. */
  readonly byEntry: Readonly<Record<string, number>>;
}

type Entry = Pooler['databases'][number];

/** What lets in nobody but the users of the file. The others leave it to rules, PAM or LDAP, or to nobody. */
const OF_THE_FILE = ['trust', 'plain', 'md5', 'scram-sha-256', 'cert'];

/**
 * The most server connections of one pooler: a pool of each user in each entry, with its reserve, within the limits of
 * the entries, and no less than it has now. Null when users or entries that nobody lists may come, and nothing limits
 * what they open.
 * https://www.pgbouncer.org/config.html#default_pool_size
 */
export function demandOf(facts: Pooler): Demand | null {
  const { databases, pools } = facts;
  const entries = databases.map(({ name }) => name);
  // It came by the fallback entry, by which any number may come.
  if (pools.some(({ database }) => !entries.includes(database))) return null;

  const users = clientsOf(facts);
  const isOpen = users.length === 0 || takesUnlisted(facts);
  const byEntry: Record<string, number> = {};
  for (const entry of databases) {
    const { name, forcedUser, maxConnections } = entry;
    if (forcedUser === null && isOpen && maxConnections === 0) return null;
    const own = isOpen ? Infinity : sum(users.map((user) => poolOf(entry, user)));
    const forced = facts.users.find((user) => user.name === forcedUser);
    const wanted = forcedUser === null ? own : poolOf(entry, forced);
    const limited = maxConnections === 0 ? wanted : Math.min(wanted, maxConnections);
    // A limit that was set later closes no connection.
    byEntry[name] = Math.max(limited, openNow(facts, name));
  }
  return { connections: sum(Object.values(byEntry)), byEntry };
}

/** Users of the console alone have no pools, unless they are seen with one. */
function clientsOf(facts: Pooler): Pooler['users'] {
  const ofConsole = ['admin_users', 'stats_users'].flatMap((name) =>
    (settingOf(facts, name) ?? '').split(',').map((user) => user.trim()),
  );
  return facts.users.filter(
    ({ name }) => !ofConsole.includes(name) || facts.pools.some(({ user }) => user === name),
  );
}

function takesUnlisted(facts: Pooler): boolean {
  if ((settingOf(facts, 'auth_user') ?? '') !== '') return true;
  if (!OF_THE_FILE.includes(settingOf(facts, 'auth_type') ?? '')) return true;
  // The console does not show the auth_user of an entry, but who came by it.
  return facts.pools.some(({ user, database }) => {
    const entry = facts.databases.find(({ name }) => name === database);
    return entry?.forcedUser !== user && facts.users.every(({ name }) => name !== user);
  });
}

/** The sizes of a user go before those of an entry; the larger ones leave none out. */
function poolOf(entry: Entry, user: Pooler['users'][number] | undefined): number {
  return (
    Math.max(entry.poolSize, user?.poolSize ?? 0) +
    Math.max(entry.reservePoolSize, user?.reservePoolSize ?? 0)
  );
}

function openNow({ pools }: Pooler, entry: string): number {
  return sum(
    pools
      .filter(({ database }) => database === entry)
      .map((pool) => pool.activeServers + pool.idleServers + pool.connectingServers),
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
