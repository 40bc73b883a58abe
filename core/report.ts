import { z } from 'zod';
import { CallRecord } from './aws.ts';
import { CheckFacts, factsOfChecks } from './check-facts.ts';
import { Coverage, coverageOf } from './coverage.ts';
import { excerptOf } from './excerpt.ts';
import { Finding } from './finding.ts';
import { History } from './history/history.ts';
import { LoadRun } from './load/load-run.ts';
import { MigrationPlan } from './migration-plan.ts';
import { domainsOf, type Plan } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import {
  Counts,
  countsOf,
  domainVerdict,
  DomainVerdict,
  suiteVerdict,
  Verdict,
} from './verdict.ts';
import { WaiverUse } from './waivers/use.ts';

/** Facts about a run that neither the plan nor the snapshot holds. */
export const RunFacts = z.strictObject({
  /** ULID: sortable by time. */
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  toolVersion: z.string(),
  spec: z.strictObject({
    file: z.string(),
    environment: z.string().nullable(),
    digest: z.string(),
  }),
  /** ARN of the caller; null when it could not be seen. */
  caller: z.string().nullable(),
});
export type RunFacts = z.infer<typeof RunFacts>;

/** The one document that every report is a view of. Plain JSON. */
export const Report = z.strictObject({
  formatVersion: z.literal(3),
  run: RunFacts,
  deployment: z.string(),
  suite: z.strictObject({ id: z.string(), title: z.string() }),
  account: z.string(),
  region: z.string(),
  takenAt: z.iso.datetime(),
  /** Where the calls went instead of to AWS; null when they went to AWS. */
  endpoint: z.string().nullable(),
  /** Why the run ended before its time; null when it did not. */
  stopped: z.string().nullable(),
  verdict: Verdict,
  /** Whether new failures blocked the run, where those alone may; left out where all of them may. */
  blockedOnNew: z.boolean().optional(),
  failOn: z.string(),
  counts: Counts,
  domains: z.array(DomainVerdict),
  findings: z.array(Finding),
  /** Of the checks that do not pass everywhere, by id. */
  checks: z.record(z.string(), CheckFacts),
  /** The lines of the spec's file around what does not pass, by number from 1. */
  excerpt: z.record(z.string(), z.string()),
  /** Every waiver that the run was given, and what became of it. */
  waivers: z.array(WaiverUse),
  /** What changed since an earlier run; null when there was none to compare with. */
  history: History.nullable(),
  /** The load test of the run; null when it had none. */
  load: LoadRun.nullable(),
  /** What the migration plan states, and the checks that prove it; null when the version that judged did not say. */
  migrationPlan: MigrationPlan.nullable(),
  coverage: Coverage,
  /** IAM actions that were denied and would let more be seen. */
  missingActions: z.array(z.string()),
  calls: z.array(CallRecord),
});
export type Report = z.infer<typeof Report>;

/** @param lines of the spec's file. */
export function buildReport(
  run: RunFacts,
  plan: Plan,
  snapshot: Snapshot,
  {
    findings,
    waivers,
    migrationPlan,
    load,
  }: Pick<Report, 'findings' | 'waivers' | 'migrationPlan' | 'load'>,
  lines: readonly string[],
): Report {
  const { suite, spec } = plan;
  const byDomain = Map.groupBy(findings, ({ domain }) => domain);
  const domains = domainsOf(suite).map((domain) =>
    domainVerdict(domain, byDomain.get(domain) ?? [], spec.gates),
  );
  return {
    formatVersion: 3,
    run,
    deployment: spec.deployment,
    suite: { id: suite.id, title: suite.title },
    account: snapshot.account,
    region: snapshot.region,
    takenAt: snapshot.takenAt,
    endpoint: snapshot.endpoint,
    stopped: snapshot.stopped,
    verdict: suiteVerdict(findings, domains),
    failOn: spec.gates.failOn,
    counts: countsOf(findings),
    domains,
    findings,
    checks: factsOfChecks(suite.checks, findings),
    excerpt: excerptOf(lines, findings),
    waivers,
    history: null,
    load,
    migrationPlan,
    coverage: coverageOf(spec, findings),
    missingActions: missingActions(findings),
    calls: snapshot.calls,
  };
}

function missingActions(findings: readonly Finding[]): string[] {
  const denied = findings
    .flatMap(({ causes }) => causes)
    .filter(({ kind }) => kind === 'denied')
    .flatMap(({ action }) => (action === null ? [] : [action]));
  return [...new Set(denied)].sort();
}

/** What the caller's shell gets. A known failure outranks an unknown; 2, 5 and 130 are the command line's own. */
export function exitCodeOf(report: Report, waited: boolean): 0 | 1 | 3 | 4 {
  switch (report.verdict) {
    case 'GO':
    case 'CONDITIONAL GO':
      return 0;
    case 'NO-GO':
      return 1;
    case 'NOT PROVEN':
      return waited && report.counts.unsettled > 0 ? 4 : 3;
  }
}
