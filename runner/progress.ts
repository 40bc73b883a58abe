import type { CallRecord } from '../core/aws.ts';
import { domainOf } from '../core/check.ts';
import type { Collector } from '../core/collector.ts';
import type { Plan } from '../core/plan.ts';
import type { RunEvents } from './run.ts';

/** How far the collecting for one domain is. */
export interface DomainProgress {
  readonly domain: string;
  readonly collected: number;
  readonly total: number;
}

export interface Progress {
  readonly domains: readonly DomainProgress[];
  readonly calls: number;
  readonly failedCalls: number;
  /** The call that finished last. */
  readonly lastCall: string | null;
}

/** Follows a run and tells of every step. */
export function followProgress(onStep: (progress: Progress) => void): RunEvents {
  const needs = new Map<string, Set<string>>();
  const collected = new Set<string>();
  let calls = 0;
  let failedCalls = 0;
  let lastCall: string | null = null;
  const tell = () => {
    const domains = [...needs].map(([domain, ids]) => ({
      domain,
      collected: [...ids].filter((id) => collected.has(id)).length,
      total: ids.size,
    }));
    onStep({ domains, calls, failedCalls, lastCall });
  };
  return {
    onPlanned: ({ rows }: Plan) => {
      collected.clear();
      for (const { check, excluded } of rows) {
        if (excluded !== null) continue;
        const ids = needs.get(domainOf(check.id)) ?? new Set<string>();
        for (const { id } of Object.values(check.needs)) ids.add(id);
        needs.set(domainOf(check.id), ids);
      }
      tell();
    },
    onCall: (record: CallRecord) => {
      calls += 1;
      if (record.outcome === 'failed') failedCalls += 1;
      lastCall = record.operation;
      tell();
    },
    onCollected: ({ id }: Collector) => {
      collected.add(id);
      tell();
    },
  };
}
