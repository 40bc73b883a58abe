import { isWrite, type PlannedPhase, type PlannedRequest } from './scenario-plan.ts';

/** Of the requests of a phase that is mostly of one side, so many are of it. */
const MOSTLY = 0.9;

/** Whether there are requests of both sides, so that a mix of them can be shifted. */
export function hasBothSides(requests: readonly Pick<PlannedRequest, 'method'>[]): boolean {
  return requests.some(isWrite) && !requests.every(isWrite);
}

/**
 * How often each request is drawn in a phase, in proportion to the others. Within a side the declared proportions stay as they
 * are.
 */
export function weightsIn(
  requests: readonly Pick<PlannedRequest, 'method' | 'weight'>[],
  mix: PlannedPhase['mix'],
): readonly number[] {
  const declared = requests.map(({ weight }) => weight);
  if (mix === undefined || !hasBothSides(requests)) return declared;
  const total = (writes: boolean) =>
    requests.reduce((sum, request) => sum + (isWrite(request) === writes ? request.weight : 0), 0);
  const ofWrites = mix === 'writes' ? MOSTLY : 1 - MOSTLY;
  return requests.map((request) =>
    isWrite(request)
      ? (ofWrites * request.weight) / total(true)
      : ((1 - ofWrites) * request.weight) / total(false),
  );
}
