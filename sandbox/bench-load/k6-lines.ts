import type { Outcome } from '../../load/stream/outcome.ts';

export const EPOCH_MS = Date.parse('2026-11-29T07:00:00.000Z');

/** A request as it is told by the stream. Times are milliseconds after the run's zero. */
export interface ToldRequest {
  readonly intendedMs: number;
  readonly latenessMs?: number;
  readonly latencyMs: number;
  readonly outcome?: Outcome;
  readonly scenario?: string;
  readonly phase?: string;
  readonly name?: string;
}

function point(metric: string, atMs: number, value: number, tags: object): string {
  const time = new Date(EPOCH_MS + atMs).toISOString().replace('Z', '654321Z');
  return `${JSON.stringify({ metric, type: 'Point', data: { time, value, tags } })}\n`;
}

/** @param zeroMs of the schedule, after the zero that is common to all streams */
export function beginLine(zeroMs = 0): string {
  const definition = { type: 'Metric', data: { name: 'landfall_epoch' }, metric: 'landfall_epoch' };
  return `${JSON.stringify(definition)}\n${point('landfall_epoch', zeroMs - 1000, EPOCH_MS + zeroMs, {})}`;
}

export function endLine(): string {
  return point('landfall_ended', 99_000, 1, {});
}

/** The lines of a request, as many as k6 writes of one. */
export function requestLines(request: ToldRequest): string {
  const { intendedMs, latencyMs, latenessMs = 0 } = request;
  const { scenario = 'browse', phase = 'steady', name = 'work', outcome = 'ok' } = request;
  const tags = { name, phase, scenario };
  const endMs = intendedMs + latencyMs;
  const builtIn = { name, phase, scenario, status: '200' };
  const durationMs = latencyMs - latenessMs;
  return [
    point('landfall_lateness', intendedMs + latenessMs, latenessMs, tags),
    point('http_reqs', endMs, 1, builtIn),
    ...[
      'duration',
      'blocked',
      'connecting',
      'tls_handshaking',
      'sending',
      'waiting',
      'receiving',
      'failed',
    ].map((part) => point(`http_req_${part}`, endMs, durationMs, builtIn)),
    point('landfall_latency', endMs, latencyMs, { ...tags, outcome }),
    point('landfall_duration', endMs, durationMs, { ...tags, outcome }),
    ...['data_sent', 'data_received', 'iteration_duration', 'iterations'].map((metric) =>
      point(metric, endMs, 1, { scenario }),
    ),
  ].join('');
}

export function droppedLine(atMs: number, scenario = 'browse'): string {
  return point('landfall_dropped', atMs, 1, { name: 'work', phase: 'steady', scenario });
}
