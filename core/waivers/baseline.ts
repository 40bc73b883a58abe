import { stringify } from 'yaml';
import { z } from 'zod';
import { IDENTITY_CHECK } from '../check.ts';
import { findingKey } from '../finding-key.ts';
import { FactsSchema, type Finding } from '../finding.ts';
import { jsonSchemaOf } from '../spec/json-schema.ts';
import { complain, type Complaint } from '../spec/references/complaint.ts';
import { Severity } from '../spec/sections/gates.ts';
import { Name } from '../spec/values.ts';
import { applyWaivers } from './apply.ts';
import { parseFile, tooFarAhead, type Parsed, type Reading } from './parse.ts';
import { pinOf, whyNotPinned } from './pin.ts';
import { isStale } from './use.ts';
import { Expires, Owner, Reason, type DeclaredWaiver } from './waiver.ts';

/** One failure that stood when the baseline was created. */
const BaselineFinding = z.strictObject({
  /** Of the finding, in every run: that of the four names below it. */
  key: z.string(),
  check: Name,
  account: Name,
  region: Name,
  subject: Name,
  /** What fails worse is not covered. */
  severity: Severity,
  /** The sentence with which it failed: what fails with another one is not covered. */
  message: Name.optional(),
  /** The facts of it that enumerate: what is added to them is not covered. None: nothing was there. */
  actual: FactsSchema.optional(),
  /** What deviated, in the finding's words: what deviates besides is not covered. */
  details: z.array(Name).optional(),
});
type BaselineFinding = z.infer<typeof BaselineFinding>;

/** The failures of one stored run that are accepted together: those, and none that come later. */
export const Baseline = z.strictObject({
  version: z.literal(1),
  baseline: z.strictObject({
    /** The run whose failures these are. */
    run: Name,
    createdAt: z.iso.datetime(),
    reason: Reason,
    owner: Owner,
    expires: Expires,
    approvedBy: Name.optional(),
    findings: z.array(BaselineFinding),
  }),
});
export type Baseline = z.infer<typeof Baseline>;

/** No id of the waivers' file has a slash. */
const PREFIX = 'baseline/';

/** From the text of a baseline to a baseline. Pure; never throws, whatever the text is. */
export function parseBaseline(
  source: { readonly file: string; readonly text: string },
  { today }: Pick<Reading, 'today'>,
): Parsed<Baseline> {
  return parseFile(source, {
    schema: Baseline,
    jsonSchema: () => jsonSchemaOf(Baseline),
    otherKeys: [],
    whole: 'the file',
    what: 'a baseline',
    complaints: (value) => baselineComplaints(value, today),
  });
}

function baselineComplaints({ baseline }: Baseline, today: string): readonly Complaint[] {
  const path = ['baseline', 'findings'];
  return [
    ...tooFarAhead(['baseline', 'expires'], baseline.expires, today),
    ...baseline.findings.flatMap((finding, index) => {
      if (finding.key === findingKey(finding)) return [];
      const message = 'is not the key of the finding that stands beside it';
      const hint = 'a baseline is not written by hand: landfall baseline create';
      return [complain([...path, index, 'key'], message, hint)];
    }),
  ];
}

/** A baseline as waivers, one a finding, each of exactly that finding. */
export function waiversOf({ baseline }: Baseline): readonly DeclaredWaiver[] {
  const { reason, owner, expires, approvedBy } = baseline;
  return baseline.findings.map((finding) => ({
    id: `${PREFIX}${finding.key}`,
    check: finding.check,
    match: { account: finding.account, region: finding.region, subject: finding.subject },
    reason,
    owner,
    expires,
    ...(approvedBy === undefined ? {} : { approvedBy }),
    maxSeverity: finding.severity,
    ...(finding.message === undefined ? {} : { message: finding.message }),
    ...(finding.actual === undefined ? {} : { actual: finding.actual }),
    ...(finding.details === undefined ? {} : { details: finding.details }),
  }));
}

export interface BaselineChange {
  readonly baseline: Baseline;
  /** Covered now, and not before. */
  readonly added: readonly BaselineFinding[];
  /** Covered before, and proven not to fail any more. */
  readonly removed: readonly BaselineFinding[];
  /** Failures that no baseline can cover, since they do not name all that deviates. */
  readonly uncovered: readonly Finding[];
}

/**
 * The baseline of a run's failures. What an earlier baseline covers and the run did not decide, or did not look at, stays
 * in it. What a waiver of the waivers' file covers does not come into it.
 */
export function createBaseline(
  run: { readonly id: string; readonly takenAt: string; readonly findings: readonly Finding[] },
  accepted: Omit<Baseline['baseline'], 'run' | 'createdAt' | 'findings'>,
  earlier: Baseline | null,
): BaselineChange {
  const before = earlier?.baseline.findings ?? [];
  const failing = run.findings.filter(isOpen);
  const found = failing.map(coveredBy).filter((entry) => entry !== null);
  const keys = new Set(found.map(({ key }) => key));
  const settled = earlier === null ? new Set<string>() : settledIn(run, earlier);
  const kept = before.filter(({ key }) => !keys.has(key) && !settled.has(key));
  const old = new Map(before.map((finding) => [finding.key, JSON.stringify(finding)]));
  return {
    baseline: {
      version: 1,
      baseline: {
        run: run.id,
        createdAt: run.takenAt,
        ...accepted,
        findings: [...found, ...kept].sort(byName),
      },
    },
    added: found.filter((finding) => old.get(finding.key) !== JSON.stringify(finding)),
    removed: before.filter(({ key }) => !keys.has(key) && settled.has(key)),
    uncovered: failing.filter((finding) => coveredBy(finding) === null),
  };
}

/** A failure that nothing else accepts. That of another account is not for a baseline. */
function isOpen({ status, check, waiver }: Finding): boolean {
  if (status !== 'fail' || check === IDENTITY_CHECK) return false;
  return waiver === null || waiver.id.startsWith(PREFIX);
}

function coveredBy(finding: Finding): BaselineFinding | null {
  const { check, account, region, subject, severity } = finding;
  const pin = pinOf(finding);
  if (whyNotPinned(pin, finding) !== null) return null;
  return {
    key: findingKey(finding),
    check,
    account,
    region,
    subject,
    severity,
    ...pin,
  };
}

/** The keys of what the earlier baseline covers and the run proves not to fail. */
function settledIn(
  { findings, takenAt }: { readonly findings: readonly Finding[]; readonly takenAt: string },
  earlier: Baseline,
): ReadonlySet<string> {
  // As long as it holds, only what does not fail any more is stale.
  const lasting = waiversOf(earlier).map((waiver) => ({ ...waiver, expires: '9999-12-31' }));
  const { waivers } = applyWaivers(findings, lasting, takenAt);
  return new Set(waivers.filter(isStale).map(({ id }) => id.slice(PREFIX.length)));
}

function byName(left: BaselineFinding, right: BaselineFinding): number {
  const [one, other] = [left, right].map(({ check, subject, key }) =>
    [check, subject, key].join('\n'),
  );
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

const HEAD = `# Failures that stood when this was created. Made by landfall baseline create; not for editing by hand.
`;

export function baselineText(baseline: Baseline): string {
  return `${HEAD}${stringify(baseline, { lineWidth: 0, schema: 'core', aliasDuplicateObjects: false })}`;
}
