import { z } from 'zod';
import { IDENTITY_CHECK } from './check.ts';
import { isUndecided, type Finding } from './finding.ts';
import { isWorse, type DomainGate, type GatesSpec, type Severity } from './spec/sections/gates.ts';

/** The answer of a suite or of one of its domains. */
export const Verdict = z.enum(['GO', 'CONDITIONAL GO', 'NOT PROVEN', 'NO-GO']);
export type Verdict = z.infer<typeof Verdict>;

/** Worst first, written once. A known failure outranks what is not known. */
const ORDER: readonly Verdict[] = ['NO-GO', 'NOT PROVEN', 'CONDITIONAL GO', 'GO'];

export const Counts = z.strictObject({
  pass: z.int(),
  fail: z.int(),
  waived: z.int(),
  unsettled: z.int(),
  unknown: z.int(),
  error: z.int(),
  notApplicable: z.int(),
  notChecked: z.int(),
});
export type Counts = z.infer<typeof Counts>;

export const DomainVerdict = z.strictObject({
  domain: z.string(),
  /** Null when nothing of the domain applies: then there is nothing to answer. */
  verdict: Verdict.nullable(),
  counts: Counts,
  /** Share of the applicable findings that pass; null when none applies. */
  passRatio: z.number().nullable(),
});
export type DomainVerdict = z.infer<typeof DomainVerdict>;

function worstOf(verdicts: readonly Verdict[]): Verdict {
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'NOT PROVEN';
}

/** The suite's answer: the worst of its domains', and NOT PROVEN when nothing but the account was proved. */
export function suiteVerdict(
  findings: readonly Finding[],
  domains: readonly DomainVerdict[],
): Verdict {
  const worst = worstOf(domains.flatMap(({ verdict }) => verdict ?? []));
  const nothingPassed = !findings.some(
    ({ status, check }) => status === 'pass' && check !== IDENTITY_CHECK,
  );
  return nothingPassed && worst !== 'NO-GO' ? 'NOT PROVEN' : worst;
}

/**
 * One domain's answer. NO-GO on a gating failure; NOT PROVEN when anything applicable is undecided; CONDITIONAL GO when
 * only waived failures, or failures below the gate, remain; GO otherwise.
 */
export function domainVerdict(
  domain: string,
  findings: readonly Finding[],
  gates: GatesSpec,
): DomainVerdict {
  const counts = countsOf(findings);
  const gate = gates.domains?.[domain] ?? {};
  const applicable = findings.filter(({ status }) => status !== 'not-applicable');
  const passRatio = applicable.length === 0 ? null : counts.pass / applicable.length;
  const verdict = passRatio === null ? null : answerOf(findings, passRatio, gate, gates.failOn);
  return { domain, counts, passRatio, verdict };
}

function answerOf(
  findings: readonly Finding[],
  passRatio: number,
  gate: DomainGate,
  defaultFailOn: Severity,
): Verdict {
  const failOn = gate.failOn ?? defaultFailOn;
  const open = findings.filter(({ status, waiver }) => status === 'fail' && waiver === null);
  const gating = open.filter(({ severity }) => !isWorse(failOn, severity));
  if (gating.length > 0 && !isTolerated(passRatio, gate)) return 'NO-GO';
  if (findings.some(({ status }) => isUndecided(status))) return 'NOT PROVEN';
  return findings.some(({ status }) => status === 'fail') ? 'CONDITIONAL GO' : 'GO';
}

/** A share declared in the gate tolerates failures as long as enough passes: at best as a conditional go. */
function isTolerated(passRatio: number, gate: DomainGate): boolean {
  const floor = gate.conditionalAtLeast ?? gate.atLeast;
  return floor !== undefined && passRatio >= floor;
}

export function countsOf(findings: readonly Finding[]): Counts {
  const count = (is: (finding: Finding) => boolean) => findings.filter(is).length;
  return {
    pass: count(({ status }) => status === 'pass'),
    fail: count(({ status, waiver }) => status === 'fail' && waiver === null),
    waived: count(({ status, waiver }) => status === 'fail' && waiver !== null),
    unsettled: count(({ status }) => status === 'unsettled'),
    unknown: count(({ status }) => status === 'unknown'),
    error: count(({ status }) => status === 'error'),
    notApplicable: count(({ status }) => status === 'not-applicable'),
    notChecked: count(({ status }) => status === 'not-checked'),
  };
}
