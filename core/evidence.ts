import { z } from 'zod';
import type { CallId, Cause } from './aws.ts';
import type { Artifact, Needs } from './check.ts';
import type { Collector } from './collector.ts';
import { unseen, type Observation } from './observation.ts';
import type { Snapshot } from './snapshot.ts';

/** Thrown when a check asks for what was not seen. Only the engine catches it. */
export class UnseenError extends Error {
  override readonly cause: Cause;

  constructor(cause: Cause) {
    super(cause.message);
    this.name = 'UnseenError';
    this.cause = cause;
  }
}

/** A snapshot, opened for judging. Each item is held against its schema once, however many checks read it. */
export interface Evidence {
  readonly snapshot: Snapshot;
  look(collector: Collector, key: string): Observation<unknown>;
  /** What was made for a key before, or else now: a hundred thousand findings share a few thousand places and calls. */
  once<Value extends object>(key: string, make: () => Value): Value;
}

export function openEvidence(snapshot: Snapshot): Evidence {
  const parsed = new Map<string, Map<string, Observation<unknown>>>();
  const made = new Map<string, object>();
  return {
    snapshot,
    once<Value extends object>(key: string, make: () => Value) {
      const known = made.get(key) ?? make();
      made.set(key, known);
      return known as Value;
    },
    look(collector, key) {
      const items = parsed.get(collector.id) ?? new Map<string, Observation<unknown>>();
      parsed.set(collector.id, items);
      const known = items.get(key);
      if (known !== undefined) return known;
      const observation = observationOf(snapshot, collector, key);
      items.set(key, observation);
      return observation;
    },
  };
}

function observationOf(snapshot: Snapshot, collector: Collector, key: string) {
  const record = snapshot.artifacts[collector.id];
  if (record === undefined) return unseen(notAsked('Nobody asked AWS about it.'));
  if (record.state === 'failed') return unseen(record.cause);
  const item = Object.hasOwn(record.items, key) ? record.items[key] : undefined;
  if (item === undefined) return unseen(notAsked('Nobody asked AWS about it.'));
  if (item.state !== 'present') return item;
  const { success, error } = collector.item.safeParse(item.value);
  // The stored value itself: the schema's copy of it says the same, and would take as much memory again.
  if (success) return { ...item, value: deepFreeze(item.value) };
  return unseen({
    ...notAsked(`The answer has another shape than expected. ${z.prettifyError(error)}`),
    kind: 'malformed-response',
    calls: item.calls,
  });
}

function notAsked(message: string): Cause {
  return { kind: 'not-asked', operation: null, code: null, message, action: null, calls: [] };
}

function deepFreeze<Value>(value: Value): Value {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** What one evaluation read: the calls behind it, and why anything was not seen. */
export interface ReadLog {
  readonly calls: Set<CallId>;
  readonly causes: Cause[];
}

/** The artifacts of a check's needs, and no others: a check cannot read what the derived IAM policy does not cover. */
export function artifactsFor(
  needs: Needs,
  evidence: Evidence,
  log: ReadLog,
): Record<string, Artifact<unknown>> {
  return Object.fromEntries(
    Object.entries(needs).map(([name, collector]) => [name, artifact(collector, evidence, log)]),
  );
}

function artifact(collector: Collector, evidence: Evidence, log: ReadLog): Artifact<unknown> {
  const look = (key: string) => {
    const observation = evidence.look(collector, key);
    const calls = observation.state === 'unseen' ? observation.cause.calls : observation.calls;
    for (const call of calls) log.calls.add(call);
    if (observation.state === 'unseen' && !log.causes.includes(observation.cause)) {
      log.causes.push(observation.cause);
    }
    return observation;
  };
  return {
    look,
    get: (key) => {
      const observation = look(key);
      switch (observation.state) {
        case 'present':
          return observation.value;
        case 'absent':
          return null;
        case 'unseen':
          throw new UnseenError(observation.cause);
      }
    },
  };
}
