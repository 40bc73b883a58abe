import { z } from 'zod';
import { CallId, Cause } from './aws.ts';
import type { Facts, Json } from './json.ts';
import { Severity } from './spec/sections/gates.ts';

/** A check's own words, and the engine's: `error` (could not look), `not-applicable` and `not-checked`. */
export const Status = z.enum([
  'pass',
  'fail',
  'unsettled',
  'unknown',
  'error',
  'not-applicable',
  'not-checked',
]);
export type Status = z.infer<typeof Status>;

const JsonValue: z.ZodType<Json> = z.json();
export const FactsSchema: z.ZodType<Facts> = z.record(z.string(), JsonValue);

/** A deviation that somebody accepted, until a day. The finding stays a fail. */
const Waiver = z.strictObject({
  id: z.string(),
  reason: z.string(),
  owner: z.string(),
  /** The last day on which it holds, UTC. */
  expires: z.iso.date(),
});
export type Waiver = z.infer<typeof Waiver>;

/**
 * What one check found of one subject, with the evidence. Every planned check and subject has exactly one, or one for each
 * of its objects that deviates: {@link objectSubject}.
 */
export const Finding = z.strictObject({
  check: z.string(),
  domain: z.string(),
  /** The spec entry's name, `*` when the spec has none; an object of the entry follows it. */
  subject: z.string(),
  title: z.string(),
  severity: Severity,
  status: Status,
  /** A whole sentence about the deployment; null for a pass. */
  message: z.string().nullable(),
  expected: FactsSchema.nullable(),
  actual: FactsSchema.nullable(),
  details: z.array(z.string()).readonly(),
  resource: z.strictObject({ type: z.string(), arn: z.string().nullable() }),
  account: z.string(),
  region: z.string(),
  /** The place in the spec that it verifies. */
  spec: z.strictObject({ path: z.string(), line: z.int(), column: z.int() }).nullable(),
  /** The leaves of the spec that were compared, as JSON pointers. */
  reads: z.array(z.string()).readonly(),
  /** The API calls it rests on. */
  calls: z.array(CallId).readonly(),
  /** Why it could not be decided, for `error`, `unknown` and `not-checked`. */
  causes: z.array(Cause).readonly(),
  waiver: Waiver.nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** Planned, applicable and not decided: it keeps a suite from GO, whatever its severity. */
export function isUndecided(status: Status): boolean {
  switch (status) {
    case 'unsettled':
    case 'unknown':
    case 'error':
    case 'not-checked':
      return true;
    case 'pass':
    case 'fail':
    case 'not-applicable':
      return false;
  }
}

/** The subject of a finding about one object of a spec entry, such as `app_db › public.agents`. */
export function objectSubject(entry: string, object: string): string {
  return `${entry} › ${object}`;
}

/** The entry of a subject that may be about one of its objects. */
export function entryOf(subject: string): string {
  const [entry = subject] = subject.split(objectSubject('', ''), 1);
  return entry;
}

/** Whether a finding is about an entry or one of its objects. */
export function isAbout(subject: string, entry: string): boolean {
  return subject === entry || subject.startsWith(objectSubject(entry, ''));
}
