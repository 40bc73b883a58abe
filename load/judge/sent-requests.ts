import type { PlannedRequest } from '../plan/scenario-plan.ts';
import type { JudgedWorkload, Sending } from './judged-workload.ts';

/** How what was sent differs from what the spec declares, as sentences: a spec may have been changed since. The rate is no part of it. */
export function differencesFromSpec(
  sent: Pick<JudgedWorkload, 'arrivals' | 'requests'> & { readonly sending: Sending },
  {
    name,
    arrivals,
    requests,
    sending,
  }: Pick<JudgedWorkload, 'name' | 'arrivals' | 'requests' | 'sending'>,
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
    ...differencesOfSending(name, sent.sending, sending),
  ];
}

/** A request that is given up sooner, or by which somebody is logged in, is another one. */
function differencesOfSending(name: string, sent: Sending, declared: Sending | null): string[] {
  if (declared === null) {
    return [
      `The spec declares no target of the load, so that it does not say how ${name} is sent.`,
    ];
  }
  const [then, now] = [sent, declared].map(headersInWords);
  return [
    ...(sent.timeoutMs === declared.timeoutMs
      ? []
      : [
          `The requests of ${name} were given up after ${sent.timeoutMs} ms, and the spec declares ${declared.timeoutMs} ms.`,
        ]),
    ...(then === now
      ? []
      : [`The requests of ${name} were sent with ${then}, and the spec declares ${now}.`]),
  ];
}

/** By the names of the variables: what they hold is told nowhere. */
function headersInWords({ headersFromEnvironment }: Sending): string {
  const headers = Object.entries(headersFromEnvironment).sort(byName);
  return headers.length === 0
    ? 'no header from the environment'
    : headers.map(([header, variable]) => `${header} from ${variable}`).join(', ');
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
