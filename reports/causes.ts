import type { Cause } from '../core/aws.ts';
import type { Finding } from '../core/finding.ts';
import type { CallsOf } from './calls.ts';

export interface CauseLine {
  readonly label: 'cause' | 'call' | 'grant';
  readonly text: string;
}

/** Why a finding could not be seen: each reason, the call with AWS's code, and the permission that would let it be seen. */
export function causeLines({ causes, message }: Finding, callsOf: CallsOf): readonly CauseLine[] {
  return causes.flatMap((cause): CauseLine[] => [
    ...(cause.message === message ? [] : [{ label: 'cause' as const, text: cause.message }]),
    ...(cause.operation === null
      ? []
      : [{ label: 'call' as const, text: callText(cause, callsOf) }]),
    ...(cause.action === null ? [] : [{ label: 'grant' as const, text: cause.action }]),
  ]);
}

function callText({ operation, code, calls }: Cause, callsOf: CallsOf): string {
  const call = callsOf(calls)[0];
  const words = [operation, code, call?.at].filter(Boolean).join(' ');
  const request = call?.requestId ?? null;
  return request === null ? words : `${words}, request ${request}`;
}
