import type { SizingVerdict } from '../../../core/load/sizing.ts';

/**
 * What is asked of what AWS reported while the load was sent. The first four ask whether it can be relied on.
 * - A1: its clock is the generator's, and all of the test was watched.
 * - A2: the load balancer counted what the generator sent, minute by minute.
 * - A3: the number of tasks was the same throughout what is judged.
 * - A4: the use of CPU follows the load.
 * - C1, C2: CPU and memory have room left. C3: a policy on CPU sees the load at all.
 * - S1: the most tasks suffice. S2: the fewest survive a step. S3: the number of tasks does not go up and down.
 * - D1, D2: the capacity and the connections of a database suffice.
 * - O1: nothing smaller would do.
 * - M1: messages are taken from a queue as fast as they come.
 */
export type ResourceRule =
  'A1' | 'A2' | 'A3' | 'A4' | 'C1' | 'C2' | 'C3' | 'S1' | 'S2' | 'S3' | 'D1' | 'D2' | 'O1' | 'M1';

/**
 * Beside the verdicts on a size: `FINDING` is a fault that no other size would mend, or one under more than the declared load.
 * `NOT-ASKED`: nothing that was sent asks it. `NOT-APPLICABLE`: the service or cluster, as it is declared, cannot have it.
 */
export type ResourceVerdict =
  Exclude<SizingVerdict, 'INVALID'> | 'FINDING' | 'NOT-ASKED' | 'NOT-APPLICABLE';

/** What one rule says of one service, database or queue. */
export interface ResourceRuling {
  readonly rule: ResourceRule;
  readonly verdict: ResourceVerdict;
  /** Whole sentences with the figures. */
  readonly reason: string;
  readonly evidence: Readonly<Record<string, number>>;
  /** The time that it is about, as ISO 8601; null when it is about none. */
  readonly window: { readonly from: string; readonly to: string } | null;
}

/** All that is ruled of a service, database or queue, in the order of the rules. */
export interface JudgedResource {
  readonly kind: 'service' | 'database' | 'queue';
  /** As the spec names it, such as `main/api`, `orders` or `tasks`. */
  readonly name: string;
  /** As sizes are named, such as `ecs main/api`. */
  readonly resource: string;
  readonly rulings: readonly ResourceRuling[];
}

/** What one rule says of each service or database that it is about. */
export function rulingsOf(
  resources: readonly JudgedResource[],
  rule: ResourceRule,
): readonly { readonly resource: JudgedResource; readonly ruling: ResourceRuling }[] {
  return resources.flatMap((resource) =>
    resource.rulings
      .filter((ruling) => ruling.rule === rule)
      .map((ruling) => ({ resource, ruling })),
  );
}
