import type { JudgedWorkload } from '../judged-workload.ts';
import type { Judgement, Ruling } from '../judgement.ts';
import type { JudgedService } from './judged-service.ts';

/**
 * What the generator saw of each workload, as far as AWS shows that its declared service answered all of it, in a size that is declared:
 * where A1, A2 or A3 of the service is open, none of its workloads holds. What speaks against one stays.
 * @param services what was ruled of the services of the workloads
 */
export function relyingOnServices(
  judgements: readonly Judgement[],
  workloads: readonly Pick<JudgedWorkload, 'name' | 'service'>[],
  services: readonly Pick<JudgedService, 'resource'>[],
): readonly Judgement[] {
  return judgements.map((judgement) => {
    const service = workloads.find(({ name }) => name === judgement.workload)?.service;
    const open = services.filter(({ resource }) => resource.name === service).flatMap(openOf);
    const [first] = open;
    if (first === undefined) return judgement;
    const rulings = [...judgement.rulings, ...open];
    return judgement.verdict === 'HOLDS'
      ? { ...judgement, ...first, rulings }
      : { ...judgement, rulings };
  });
}

/** What is not known of who answered. A service without a load balancer has nobody who counts, and that is not asked of it. */
function openOf({ resource }: Pick<JudgedService, 'resource'>): readonly Ruling[] {
  return resource.rulings.flatMap(({ rule, verdict, reason, evidence }) =>
    (rule === 'A1' || rule === 'A2' || rule === 'A3') && verdict === 'INCONCLUSIVE'
      ? [{ rule, verdict, reason, evidence }]
      : [],
  );
}
