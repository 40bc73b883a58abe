import { declaredService } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';

/**
 * What a verdict on a size rests on beside the size itself, as JSON that is the same for the same declarations: how a service scales,
 * and the pools that open connections. After another of them a load test says nothing of it.
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
    pools: Object.fromEntries(Object.entries(pools).filter(([, { aurora }]) => aurora === name)),
  });
}

/** JSON whose keys are in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
