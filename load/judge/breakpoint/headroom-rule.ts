import type { Capacity } from '../../../core/load/capacity.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import type { Ruling } from '../judgement.ts';
import { rounded } from '../words.ts';

/**
 * How much more than the declared rate must be carried: a fifth, as of CPU and memory.
 */
const LEAST_HEADROOM = 1.2;

/** A product of ratios may lie a rounding error beside the rate that it stands for. */
const ALMOST = 1e-9;

/**
 * H1: the capacity is a fifth above the declared rate at least, and not below the peak. A level up to there that did not hold is evidence
 * against the size, though it may carry the declared rate: it has no room for what the declaration is wrong by. Of what lies
 * in the interval nothing is known.
 */
export function headroomRuling(
  capacity: Capacity,
  { requestsPerSecond: declared, peakRequestsPerSecond: peak }: JudgedWorkload,
): Ruling {
  const { lowerRequestsPerSecond: lower, upperRequestsPerSecond: upper, headroom } = capacity;
  const found = keptInWords(capacity);
  const evidence = {
    ...(lower === null || headroom.lower === null
      ? {}
      : { lowerRequestsPerSecond: lower, lowerHeadroom: headroom.lower }),
    ...(upper === null || headroom.upper === null
      ? {}
      : { upperRequestsPerSecond: upper, upperHeadroom: headroom.upper }),
    limit: LEAST_HEADROOM,
  };
  const ruling = (verdict: Ruling['verdict'], how: string): Ruling => ({
    rule: 'H1',
    verdict,
    reason: `${found} ${how}`,
    evidence,
  });
  const isBelow = (rate: number) => upper !== null && upper <= rate * (1 + ALMOST);
  if (isBelow(declared)) {
    return ruling('UNDERSIZED', `The declared rate is ${rounded(declared)}.`);
  }
  if (isBelow(peak)) return ruling('UNDERSIZED', `The declared peak is ${rounded(peak)}.`);
  const wanted = `${LEAST_HEADROOM} times the declared rate, ${rounded(LEAST_HEADROOM * declared)},`;
  if (isBelow(LEAST_HEADROOM * declared)) {
    return ruling('UNDERSIZED', `That is less than ${wanted} so that there is no room for more.`);
  }
  return lower !== null && lower >= LEAST_HEADROOM * declared * (1 - ALMOST)
    ? ruling('HOLDS', `That is ${wanted} or more.`)
    : ruling(
        'INCONCLUSIVE',
        `Whether it is kept at ${wanted} is not known. ${capacity.endedBecause}`,
      );
}

/** Such as `The objective is kept at 58.8 requests a second, and not at 61.3.` */
function keptInWords({
  lowerRequestsPerSecond: lower,
  upperRequestsPerSecond: upper,
}: Pick<Capacity, 'lowerRequestsPerSecond' | 'upperRequestsPerSecond'>): string {
  if (lower === null) {
    return upper === null
      ? 'At no level is it known whether the objective is kept.'
      : `The objective is not kept at ${rounded(upper)} requests a second, and at no lower level was it seen to be.`;
  }
  return upper === null
    ? `The objective is kept at ${rounded(lower)} requests a second, and at no level was it seen not to be.`
    : `The objective is kept at ${rounded(lower)} requests a second, and not at ${rounded(upper)}.`;
}
