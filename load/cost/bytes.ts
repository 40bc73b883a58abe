import { weightsIn } from '../plan/mix.ts';
import { requestsOf, type PlannedRequest, type ScenarioPlan } from '../plan/scenario-plan.ts';

/** Of a request, what its own line and body do not show: headers, and what carries them. */
export const HEADER_BYTES = 500;
/** Of an answer, with its headers, where the spec does not say it. */
export const ASSUMED_RESPONSE_BYTES = 10_000;

export interface PlannedBytes {
  readonly sent: number;
  readonly received: number;
}

/** About how many bytes a scenario sends and receives: by the bodies that it sends, and by answers as long as is declared or assumed. */
export function bytesOf(
  { scenarios }: Pick<ScenarioPlan, 'scenarios'>,
  responseBytes: number | undefined,
): PlannedBytes {
  let sent = 0;
  let received = 0;
  for (const { phases, requests: kinds } of scenarios) {
    const sizes = kinds.map(sizeOf);
    for (const phase of phases) {
      const requests = requestsOf(phase);
      const weights = weightsIn(kinds, phase.mix);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const ofOne = weights.reduce((sum, weight, at) => sum + weight * (sizes[at] ?? 0), 0) / total;
      sent += requests * ofOne;
      received += requests * (responseBytes ?? ASSUMED_RESPONSE_BYTES);
    }
  }
  return { sent: Math.round(sent), received: Math.round(received) };
}

function sizeOf({ method, path, body = '', headers = {} }: PlannedRequest): number {
  const told = [method, path, body, ...Object.entries(headers).flat()].join('');
  return HEADER_BYTES + new TextEncoder().encode(told).length;
}
