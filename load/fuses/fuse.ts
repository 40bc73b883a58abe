import { connectionLimitOf, type ConnectionLimit } from '../../core/aurora-connections.ts';
import type { Spec } from '../../core/spec/spec.ts';

interface NamedFuse {
  /** Of the alarm at AWS, of the queue or of the Aurora cluster. */
  readonly name: string;
  /** Whether the spec names it as one, so that no load may be sent without seeing it. */
  readonly isNamed: boolean;
}

/** What ends a load by what AWS tells while it is sent. */
export type Fuse =
  | (NamedFuse & { readonly kind: 'alarm' })
  | (NamedFuse & { readonly kind: 'dead-letter-queue' })
  | (NamedFuse & { readonly kind: 'connections'; readonly limit: ConnectionLimit });

/** Every fuse of a load: those that the spec names, and the connections of each cluster that pools are declared of. */
export function fusesOf({ load, aurora }: Spec): readonly Fuse[] {
  const { alarms = [], deadLetterQueues = [], databases = [] } = load?.fuses ?? {};
  const pooled = Object.values(load?.databasePools ?? {}).map((pool) => pool.aurora);
  return [
    ...[...new Set(alarms)].map((name): Fuse => ({ kind: 'alarm', name, isNamed: true })),
    ...[...new Set(deadLetterQueues)].map((name): Fuse => ({
      kind: 'dead-letter-queue',
      name,
      isNamed: true,
    })),
    ...[...new Set([...databases, ...pooled])].flatMap((name): readonly Fuse[] => {
      const cluster = aurora?.[name];
      if (cluster === undefined) return [];
      const isNamed = databases.includes(name);
      return [{ kind: 'connections', name, isNamed, limit: connectionLimitOf(cluster) }];
    }),
  ];
}

/** What a fuse looks at, as the beginning of a sentence that goes on with a verb. */
export function fuseText({ kind, name }: Pick<Fuse, 'kind' | 'name'>): string {
  switch (kind) {
    case 'alarm':
      return `The alarm ${name}`;
    case 'dead-letter-queue':
      return `The dead-letter queue ${name}`;
    case 'connections':
      return `The number of connections of ${name}`;
  }
}

/** What is to be done where it is blown before anything is sent. */
export function remedyText({ kind }: Pick<Fuse, 'kind'>): string {
  switch (kind) {
    case 'alarm':
      return 'Send the load when it is OK again, or take it out of load.fuses.alarms.';
    case 'dead-letter-queue':
      return 'Send the load when no more messages come to it, or take it out of load.fuses.deadLetterQueues.';
    case 'connections':
      return 'See to what holds them first: load takes more of them.';
  }
}
