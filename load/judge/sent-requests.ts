import type { PlannedRequest } from '../plan/scenario-plan.ts';
import type { JudgedWorkload } from './judged-workload.ts';

/** How what was sent differs from what the spec declares, as sentences: a spec may have been changed since. The rate is no part of it. */
export function differencesFromSpec(
  sent: Pick<JudgedWorkload, 'arrivals' | 'requests'>,
  { name, arrivals, requests }: Pick<JudgedWorkload, 'name' | 'arrivals' | 'requests'>,
): readonly string[] {
  return [
    ...(sent.arrivals === arrivals
      ? []
      : [
          `The arrivals of ${name} that were sent are ${sent.arrivals}, and the spec declares ${arrivals} ones.`,
        ]),
    ...(mixOf(sent.requests) === mixOf(requests)
      ? []
      : [`The spec declares other requests of ${name} than those that were sent.`]),
  ];
}

/** Requests whose order does not matter, as text that is the same for the same. */
function mixOf(requests: readonly PlannedRequest[]): string {
  return JSON.stringify(
    requests
      .map(({ name, weight, method, path, body = null, headers = {} }) => [
        ...[name, weight, method, path, body],
        Object.entries(headers).sort(byName),
      ])
      .sort(byName),
  );
}

function byName([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}
