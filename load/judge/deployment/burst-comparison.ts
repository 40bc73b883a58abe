import { type Burst, requestsWithin } from '../../plan/burst.ts';

/** A product of ratios may lie a rounding error beside the number that it stands for. */
const ALMOST = 1e-9;

/**
 * Why what came at once of a workload does not have all of what is declared for it, as a sentence; null when it has. It has when as many
 * came in the declared time, however long it went on, and when the rate then went on for as long.
 * @param sent null when nothing came at once
 */
export function lessThanDeclared(
  name: string,
  sent: Burst | null,
  declared: Burst | null,
): string | null {
  if (declared === null) return null;
  const { seconds } = declared.burst;
  const wanted = requestsWithin(declared, seconds);
  if (sent === null) {
    return `Nothing of ${name} came at once: ${inWords(wanted)} requests within ${seconds} s are declared.`;
  }
  const came = requestsWithin(sent, seconds);
  if (came < wanted * (1 - ALMOST)) {
    return `Less of ${name} came at once than is declared: ${inWords(came)} requests within ${seconds} s instead of ${inWords(wanted)}.`;
  }
  return sent.after.seconds < declared.after.seconds
    ? `After it the rate of ${name} went on for ${sent.after.seconds} s instead of the declared ${declared.after.seconds} s.`
    : null;
}

/** Why more of a workload came at once than is declared, or as much in less time, as a sentence; null when it did not. */
export function moreThanDeclared(name: string, sent: Burst, declared: Burst | null): string | null {
  if (declared === null) return 'No burst is declared.';
  const { seconds } = sent.burst;
  const came = requestsWithin(sent, seconds);
  const wanted = requestsWithin(declared, seconds);
  return came > wanted * (1 + ALMOST)
    ? `More of ${name} came at once than is declared: ${inWords(came)} requests within ${seconds} s instead of ${inWords(wanted)}.`
    : null;
}

/** Requests as they are planned: a share of them need not be whole. */
function inWords(requests: number): string {
  return String(Number(requests.toFixed(2)));
}
