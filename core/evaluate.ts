import type { Cause } from './aws.ts';
import { domainOf, IDENTITY_CHECK, type JudgeContext, type SpecPath } from './check.ts';
import { artifactsFor, UnseenError, type Evidence, type ReadLog } from './evidence.ts';
import { objectSubject, type Finding, type Status } from './finding.ts';
import { isList, type Facts, type Json } from './json.ts';
import type { Deviation, Deviations, Judgement } from './judgement.ts';
import type { Plan, PlannedCheck } from './plan.ts';
import { pointerOf } from './spec/reads.ts';

/** Where a path of the spec stands in its file. */
export type PositionOf = (path: readonly (string | number)[]) => { line: number; column: number };

/** Rows of a plan with their findings. */
export type Judged = ReadonlyMap<PlannedCheck, readonly Finding[]>;

/**
 * Judges every row of a plan that is not judged already. Never throws, and gives one finding a row, or one for each of its
 * objects that deviates, in the plan's order.
 */
export function evaluate(
  plan: Plan,
  evidence: Evidence,
  positionOf: PositionOf,
  judged: Judged = new Map(),
): readonly Finding[] {
  return plan.rows.flatMap((row) => judged.get(row) ?? judgeRow(plan, row, evidence, positionOf));
}

/**
 * What the evaluation read, and what finding the check's subjects read of this one. The rest of the latter belongs to
 * the other rows of the check: in every finding, it would grow with their square.
 */
function readsOf({ subject, reads }: PlannedCheck, compared: readonly string[]): string[] {
  const places = subject === null ? [] : [subject.path, ...(subject.alsoAt ?? [])];
  const found = places.flatMap((place) => within(reads, pointerOf(place)));
  return [...new Set([...found, ...compared])].sort();
}

/** Those of sorted pointers that are a pointer or below it: a leaf has none below. */
function within(pointers: readonly string[], place: string): readonly string[] {
  const prefix = `${place}/`;
  const isLeaf = pointers[lowerBound(pointers, place)] === place;
  const from = lowerBound(pointers, prefix);
  let end = from;
  while (pointers[end]?.startsWith(prefix) === true) end += 1;
  return isLeaf ? [place] : pointers.slice(from, end);
}

/** The index of the first of sorted texts that is not before a text. */
function lowerBound(texts: readonly string[], text: string): number {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One for all the findings that have none of something. */
const NONE: readonly never[] = [];

interface Outcome {
  /** What it is about, when it is one of several objects of the subject. */
  readonly object?: string;
  readonly status: Status;
  readonly message: string | null;
  readonly judgement?: Judgement;
  readonly causes?: readonly Cause[];
}

/** The findings of one row. Never throws. */
export function judgeRow(
  plan: Plan,
  row: PlannedCheck,
  evidence: Evidence,
  positionOf: PositionOf,
): readonly Finding[] {
  const { check, subject } = row;
  const { snapshot } = evidence;
  const log: ReadLog = { calls: new Set(), causes: [] };
  const { value, reads } = plan.tracker.during(() => {
    return outcomesOf(row, evidence, log).map((outcome) => {
      const { judgement } = outcome;
      const facts = judgement !== undefined && 'expected' in judgement ? judgement : null;
      // Copied while reads are noted: facts often hold parts of the spec.
      return { outcome, expected: plain(facts?.expected), actual: plain(facts?.actual), facts };
    });
  });
  const name = subject?.name ?? '*';
  const calls = [...log.calls].sort();
  const placeOf = (path: SpecPath) => {
    const pointer = pointerOf(path);
    return evidence.once(`place ${pointer}`, () => ({ path: pointer, ...positionOf(path) }));
  };
  const decided = value.every(({ outcome: { status } }) => status === 'pass' || status === 'fail');
  return value.map(({ outcome, expected, actual, facts }) => ({
    check: check.id,
    domain: domainOf(check.id),
    subject: outcome.object === undefined ? name : objectSubject(name, outcome.object),
    title: check.title,
    severity: check.severity,
    status: outcome.status,
    message: outcome.message,
    expected,
    actual,
    details: facts?.details ?? NONE,
    resource: { type: check.resourceType, arn: facts?.resource ?? null },
    account: snapshot.account,
    region: snapshot.region,
    spec: subject === null ? null : placeOf(subject.path),
    reads: decided ? readsOf(row, reads) : NONE,
    calls: evidence.once(`calls ${calls.join(' ')}`, () => calls),
    causes: outcome.causes ?? NONE,
    waiver: null,
  }));
}

function outcomesOf(
  row: PlannedCheck,
  evidence: Evidence,
  log: ReadLog,
): readonly [Outcome, ...Outcome[]] {
  const { check, subject } = row;
  const { stopped } = evidence.snapshot;
  if (row.notApplicable !== null || subject === null) {
    return [{ status: 'not-applicable', message: row.notApplicable ?? check.none }];
  }
  if (row.excluded !== null) return [{ status: 'not-checked', message: row.excluded }];
  if (stopped !== null && check.id !== IDENTITY_CHECK && !sawAnything(row, evidence)) {
    return [{ status: 'not-checked', message: stopped }];
  }
  try {
    const judgement = check.evaluate(
      subject,
      artifactsFor(check.needs, evidence, log),
      contextOf(evidence),
    );
    return fromJudged(judgement, log);
  } catch (error) {
    if (error instanceof UnseenError) return [fromCause(error.cause, log)];
    return [fromBug(error)];
  }
}

/** A run that was stopped judges what it has seen whole, and nothing of which it saw no artifact. */
function sawAnything({ check }: PlannedCheck, { snapshot }: Evidence): boolean {
  return Object.values(check.needs).every(
    ({ id }) => snapshot.artifacts[id]?.state === 'collected',
  );
}

function contextOf({ snapshot }: Evidence): JudgeContext {
  return {
    takenAt: Date.parse(snapshot.takenAt),
    account: snapshot.account,
    region: snapshot.region,
    partition: snapshot.partition,
  };
}

function fromJudged(
  judged: Judgement | Deviations,
  log: ReadLog,
): readonly [Outcome, ...Outcome[]] {
  if (judged.status !== 'deviations') return [fromJudgement(judged, log)];
  const [first, ...others] = judged.objects;
  const outcome = ({ object, judgement }: Deviation): Outcome => ({
    ...fromJudgement(judgement, log),
    object,
  });
  return [outcome(first), ...others.map(outcome)];
}

function fromJudgement(judgement: Judgement, log: ReadLog): Outcome {
  switch (judgement.status) {
    case 'pass':
      // The last net under every check: a pass that rests on no call at all is not one.
      if (log.calls.size === 0) {
        return { status: 'unknown', message: 'No API call supports a pass.', causes: log.causes };
      }
      if (log.causes.length > 0) {
        return {
          status: 'error',
          message: 'Part of what the rule is about could not be seen.',
          causes: log.causes,
        };
      }
      return { status: 'pass', message: null, judgement };
    case 'fail':
    case 'unsettled':
      return { status: judgement.status, message: judgement.message, judgement };
    case 'unknown':
      return { status: 'unknown', message: judgement.message, causes: log.causes };
  }
}

function fromCause(cause: Cause, log: ReadLog): Outcome {
  const causes = log.causes;
  switch (cause.kind) {
    case 'not-asked':
      return { status: 'unknown', message: cause.message, causes };
    case 'aborted':
      return { status: 'not-checked', message: cause.message, causes };
    case 'denied':
    case 'throttled':
    case 'credentials':
    case 'network':
    case 'timeout':
    case 'deadline':
    case 'server-error':
    case 'malformed-response':
    case 'pagination-loop':
    case 'truncated':
    case 'partial-failure':
    case 'rejected':
    case 'ambiguous':
    case 'dependency':
    case 'bug':
      return { status: 'error', message: cause.message, causes };
  }
}

function fromBug(error: unknown): Outcome {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const cause: Cause = {
    kind: 'bug',
    operation: null,
    code: null,
    message: `The check could not judge what was collected. ${message}`,
    action: null,
    calls: [],
  };
  return { status: 'error', message: cause.message, causes: [cause] };
}

/** A copy as JSON has it, without the tracker's proxies. Its texts are those of the artifacts and the spec. */
function plain(facts: Facts | undefined): Facts | null {
  return facts === undefined ? null : (plainJson(facts) as Facts);
}

function plainJson(value: Json): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(plainJson);
  const members: Readonly<Record<string, Json | undefined>> = value;
  const copied: [string, Json][] = [];
  for (const [key, member] of Object.entries(members)) {
    if (member !== undefined) copied.push([key, plainJson(member)]);
  }
  return Object.fromEntries(copied);
}
