import { wilsonInterval } from '../stats/wilson.ts';
import type { ToldRequests } from './measured-phase.ts';
import { CONFIDENCE } from './window.ts';
import { percent, requestsInWords } from './words.ts';

/**
 * Which kinds of request the service did not serve, as a part of a sentence: of those none was answered as it should be, or surely more
 * failed than may. A rare kind is no share of all that failed, and is work that was declared all the same. Null when it served each.
 */
export function unservedInWords(
  requests: readonly ToldRequests[],
  { errorRatio }: { readonly errorRatio: number },
): string | null {
  const never = requests.filter(({ told, failed }) => failed === told).map(({ name }) => name);
  if (never.length > 0) return `no request of ${never.join(', ')} was answered as it should be`;
  for (const { name, told, failed } of requests) {
    const answer = wilsonInterval({ successes: failed, trials: told, confidence: CONFIDENCE });
    if (answer.kind === 'inconclusive' || answer.interval.low <= errorRatio) continue;
    const { low, high } = answer.interval;
    return `${failed} of ${requestsInWords(told)} of ${name} failed (${percent(low)} to ${percent(high)}), more than ${percent(errorRatio)}`;
  }
  return null;
}
