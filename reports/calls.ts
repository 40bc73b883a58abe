import type { CallId, CallRecord } from '../core/aws.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';

/** An API call that a finding rests on. */
export interface SeenCall {
  readonly operation: string;
  /** UTC, such as `08:00:07Z`, with its day when that is not the run's; null when the ledger has no such call. */
  readonly at: string | null;
  /** AWS's error code; null when AWS answered. */
  readonly code: string | null;
  /** What AWS's support asks for; null when no answer came. */
  readonly requestId: string | null;
}

export type CallsOf = (ids: readonly CallId[]) => readonly SeenCall[];

/** Looks up calls by their ids; the ledger is indexed once. */
export function callsOf({ calls, run }: Pick<Report, 'calls' | 'run'>): CallsOf {
  const ledger = new Map(calls.map((call) => [call.id, call]));
  const day = run.startedAt.slice(0, 10);
  return (ids) => [...new Set(ids)].map((id) => seen(id, ledger.get(id), day));
}

/** The calls that a finding rests on, without those that failed: its causes name these. */
export function evidenceOf({ calls, causes }: Finding): readonly CallId[] {
  const failed = new Set(causes.flatMap((cause) => cause.calls));
  return calls.filter((id) => !failed.has(id));
}

function seen(id: string, call: CallRecord | undefined, day: string): SeenCall {
  if (call === undefined) {
    return { operation: id.replace(/#.*$/s, ''), at: null, code: null, requestId: null };
  }
  const [date = '', time = ''] = call.startedAt.split('T');
  const clock = `${time.slice(0, 8)}Z`;
  return {
    operation: call.operation,
    at: date === day ? clock : `${date}T${clock}`,
    code: call.code,
    requestId: call.requestId,
  };
}

/** `ecs:DescribeServices 08:00:07Z`, each operation once, with the time of its first call. */
export function callsInWords(calls: readonly SeenCall[]): readonly string[] {
  const byText = new Map<string, { readonly text: string; count: number }>();
  for (const { operation, at, code } of calls) {
    const key = `${operation} ${code ?? ''}`;
    const known = byText.get(key);
    if (known !== undefined) known.count += 1;
    else byText.set(key, { text: [operation, code, at].filter(Boolean).join(' '), count: 1 });
  }
  return [...byText.values()].map(({ text, count }) =>
    count === 1 ? text : `${text} and ${count - 1} more`,
  );
}
