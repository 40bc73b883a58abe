import type { Spec } from '../../core/spec/spec.ts';
import type { JudgedResource } from '../../load/judge/deployment/resource-ruling.ts';
import type { JudgedTest } from '../../load/judge/judged-test.ts';
import { judgedWorkloads } from '../../load/judge/judged-workload.ts';
import { verdictOnWorkload } from '../../load/judge/sizing.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { ofAnotherSize } from '../load/sent-size.ts';

/**
 * Why the declared load is not known to have been carried by a service, or by those that pass it on to a cluster; null when it was. What
 * answers late, fails, or has another size now says nothing of what all of the load would take.
 */
export function notCarried(
  spec: Spec,
  test: LoadTest,
  { load, judgements }: JudgedTest,
  { kind, name }: Pick<JudgedResource, 'kind' | 'name'>,
): string | null {
  for (const workload of judgedWorkloads(spec)) {
    const { service } = workload;
    const meets =
      kind === 'service' ? service === name : spec.load?.databasePools?.[service]?.aurora === name;
    if (!meets) continue;
    const other = ofAnotherSize(spec, test, load, `ecs ${service}`);
    if (other !== null) return other;
    const { verdict, reason } = verdictOnWorkload(workload, judgements);
    if (verdict !== 'HOLDS') return reason;
  }
  return null;
}
