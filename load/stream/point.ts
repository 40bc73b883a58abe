import { OUTCOMES, type Outcome } from './outcome.ts';

/** What a line of k6's JSON output says (https://grafana.com/docs/k6/latest/results-output/real-time/json/), if it is of use here. */
export type StreamLine =
  | { readonly kind: 'epoch'; readonly epochMs: number }
  | { readonly kind: 'ended' }
  | { readonly kind: 'latency' | 'duration'; readonly point: AnsweredPoint }
  | { readonly kind: 'lateness'; readonly point: Point }
  /** Arrivals that were not sent; `point.value` of them. */
  | { readonly kind: 'dropped'; readonly point: Point }
  /** Iterations that k6 did not begin before the time was over. */
  | { readonly kind: 'not-begun'; readonly count: number }
  /** k6's own count of requests, one a line. */
  | { readonly kind: 'http-request' }
  /** Of no use, and in order. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable' };

/** A value of the program's own, at a time in milliseconds since 1970. */
export interface Point {
  readonly timeMs: number;
  /** What lies beyond the milliseconds of its time, from 0 to 1: k6 tells nanoseconds. */
  readonly beyondMs: number;
  readonly value: number;
  readonly scenario: string;
  readonly phase: string;
  readonly name: string;
}

export interface AnsweredPoint extends Point {
  readonly outcome: Outcome;
}

const OTHER: StreamLine = { kind: 'other' };
const UNREADABLE: StreamLine = { kind: 'unreadable' };
const HTTP_REQUEST: StreamLine = { kind: 'http-request' };

const OUTCOME_NAMES: ReadonlySet<unknown> = new Set(OUTCOMES);

/** Reads one line. Most are told apart by how they begin: parsing them all would cost several times as much. */
export function readLine(line: string): StreamLine {
  if (!line.endsWith('}')) return UNREADABLE;
  if (line.startsWith('{"type":"Metric",')) return OTHER;
  if (!line.startsWith('{"metric":"')) return UNREADABLE;
  if (line.startsWith('landfall_', 11) || line.startsWith('dropped_iterations"', 11)) {
    return readPoint(line);
  }
  return line.startsWith('http_reqs"', 11) ? HTTP_REQUEST : OTHER;
}

interface RawPoint {
  readonly metric?: unknown;
  readonly data?: {
    readonly time?: unknown;
    readonly value?: unknown;
    readonly tags?: Readonly<Record<string, unknown>>;
  };
}

function readPoint(line: string): StreamLine {
  let raw: RawPoint;
  try {
    raw = JSON.parse(line) as RawPoint;
  } catch {
    return UNREADABLE;
  }
  const { time, value, tags } = raw.data ?? {};
  if (typeof value !== 'number' || value < 0) return UNREADABLE;
  switch (raw.metric) {
    case 'landfall_epoch':
      return { kind: 'epoch', epochMs: value };
    case 'landfall_ended':
      return { kind: 'ended' };
    case 'dropped_iterations':
      return { kind: 'not-begun', count: value };
    default:
      break;
  }
  const timeMs = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const scenario = tags?.['scenario'];
  const phase = tags?.['phase'];
  const name = tags?.['name'];
  if (
    Number.isNaN(timeMs) ||
    typeof scenario !== 'string' ||
    typeof phase !== 'string' ||
    typeof name !== 'string'
  ) {
    return UNREADABLE;
  }
  const point = { timeMs, beyondMs: beyondMsOf(time), value, scenario, phase, name };
  switch (raw.metric) {
    case 'landfall_lateness':
      return { kind: 'lateness', point };
    case 'landfall_dropped':
      return { kind: 'dropped', point };
    case 'landfall_latency':
    case 'landfall_duration': {
      const outcome = tags?.['outcome'];
      if (!isOutcome(outcome)) return UNREADABLE;
      const kind = raw.metric === 'landfall_latency' ? 'latency' : 'duration';
      return { kind, point: { ...point, outcome } };
    }
    default:
      return UNREADABLE;
  }
}

/** `654321` of `07:00:00.123654321Z` are 0.654321 ms, which `Date` does not read. */
function beyondMsOf(time: unknown): number {
  const digits = typeof time === 'string' ? /\.\d{3}(\d+)/.exec(time)?.[1] : undefined;
  return digits === undefined ? 0 : Number(`0.${digits}`);
}

function isOutcome(value: unknown): value is Outcome {
  return OUTCOME_NAMES.has(value);
}
