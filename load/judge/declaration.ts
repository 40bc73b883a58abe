import { declaredService } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';

/**
 * What a verdict on a size rests on beside the size itself, as JSON that is the same for the same declarations: how a service scales,
 * the pools that open connections, and the pooler before a database. After another of them a load test says nothing of it.
 * @param resource as sizes are named, such as `ecs main/api`, `aurora orders` or `sqs tasks`
 */
export function declarationOf(spec: Spec, resource: string): string {
  const [kind, name = ''] = resource.split(' ');
  const pools = spec.load?.databasePools ?? {};
  if (kind === 'ecs') {
    const service = declaredService(spec, name);
    return canonical({ scaling: service?.scaling ?? null, pool: pools[name] ?? null });
  }
  if (kind === 'sqs') {
    const messages = Object.values(spec.load?.messages ?? {}).find(({ queue }) => queue === name);
    const service = declaredService(spec, messages?.service ?? '');
    const { cpuUnits, memoryMiB } = service?.task ?? {};
    return canonical({
      // The age is an objective, by which the same load may be judged anew.
      messages: { ...messages, maxAgeSeconds: null },
      queue: { ...spec.queues?.[name], maxAgeSeconds: null },
      task: { cpuUnits: cpuUnits ?? null, memoryMiB: memoryMiB ?? null },
      scaling: service?.scaling ?? service?.desiredCount ?? null,
    });
  }
  const cluster = spec.aurora?.[name];
  return canonical({
    maxConnections: cluster?.maxConnections ?? null,
    // What stands before it decides how many connections of its clients it sees.
    pooler: cluster?.pooler ?? null,
    proxy: cluster?.proxy ?? null,
    poolMode: cluster?.poolMode ?? null,
    pools: Object.fromEntries(Object.entries(pools).filter(([, { aurora }]) => aurora === name)),
  });
}

/** How what is declared now compares with what was kept of it. `not-kept`: an earlier version did not keep all that is compared. */
type Comparison = 'same' | 'other' | 'not-kept';

/** @param kept of the same resource, by {@link declarationOf} of this version or an earlier one */
export function comparedWith(kept: string, now: string): Comparison {
  if (kept === now) return 'same';
  const then = membersOf(kept);
  const present = Object.entries(membersOf(now));
  const known = present.filter(([key]) => Object.hasOwn(then, key));
  return known.length < present.length && canonical(Object.fromEntries(known)) === canonical(then)
    ? 'not-kept'
    : 'other';
}

function membersOf(declaration: string): object {
  const value: unknown = JSON.parse(declaration);
  return typeof value === 'object' && value !== null ? value : {};
}

/** JSON whose keys are in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
