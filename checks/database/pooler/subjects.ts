import type { Pooler } from '../../../collectors/postgres/pooler.ts';
import type { Subject } from '../../../core/check.ts';
import type { AuroraClusterSpec } from '../../../core/spec/sections/aurora.ts';
import type { Spec } from '../../../core/spec/spec.ts';

export const NO_POOLER = 'The spec declares no pgBouncer in front of a database that moves.';

/** Where the console answered, and not as pgBouncer does. */
export const NO_CONSOLE = 'What answers as the console of the pooler does not say what it is.';

export const NO_ENTRY = 'The pooler leads no client to the moved database.';

export interface PooledDatabase extends Subject {
  readonly declared: AuroraClusterSpec;
  /** The name of the moved database on its server. */
  readonly database: string;
  /** Names and addresses of the source, to which nothing may lead after the move. */
  readonly sourceHosts: readonly string[];
  /** Features that the applications rely on. */
  readonly uses: readonly string[];
}

/** The cluster that takes the moved database, where pgBouncer is declared in front of it: one, or none. */
export function pooledDatabase({ aurora, migration }: Spec): readonly PooledDatabase[] {
  if (migration === undefined) return [];
  const { target, database, source } = migration;
  const declared = aurora?.[target];
  if (declared?.pooler !== 'pgbouncer') return [];
  const alsoAt = [
    ['migration', 'source', 'hosts'],
    ['migration', 'database'],
  ];
  const { hosts: sourceHosts = [], uses = [] } = source;
  return [
    { name: target, path: ['aurora', target], alsoAt, declared, database, sourceHosts, uses },
  ];
}

/** What clients can connect to that leads to the moved database. */
export function entriesOf({ databases }: Pooler, { database }: PooledDatabase) {
  return databases.filter((entry) => entry.database === database);
}

/** The value of a setting of pgBouncer; undefined when its version does not have it. */
export function settingOf({ settings }: Pooler, name: string): string | undefined {
  return settings[name] ?? undefined;
}
