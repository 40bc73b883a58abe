import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { Status, type Finding } from '../core/finding.ts';
import { findingKey } from '../core/finding-key.ts';
import { historyOf } from '../core/history/build.ts';
import type { Outcome } from '../core/history/history.ts';
import type { PastRunFindings } from '../core/history/trail.ts';
import type { Plan } from '../core/plan.ts';
import { buildReport, type Report } from '../core/report.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { Severity } from '../core/spec/sections/gates.ts';
import type { Spec } from '../core/spec/spec.ts';
import { countsOf } from '../core/verdict.ts';
import { applyWaivers } from '../core/waivers/apply.ts';
import type { DeclaredWaiver } from '../core/waivers/waiver.ts';
import { GOLDEN, goldenFiles } from './golden.ts';
import { readReport } from './run-folder.ts';

const golden = () => readReport(`${GOLDEN}/run.json`);
const specText = () => readFile(`${GOLDEN}/spec.yaml`, 'utf8');

test('the golden report is fresh in every format: npm run generate renews it', async () => {
  for (const [path, content] of await goldenFiles()) {
    expect({ path, content: await readFile(path, 'utf8') }).toEqual({ path, content });
  }
});

test('it has every status, every severity and a waived failure', async () => {
  const { findings, counts } = await golden();
  expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(Status.options));
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(Severity.options));
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});

test('it is what the engine makes of its findings', async () => {
  const report = await golden();
  const { run, suite, findings, waivers, migrationPlan, deployment, failOn } = report;
  const text = await specText();
  const ids = [...new Set(findings.map(({ check }) => check))];
  const checks = ids.map((id) => ({ id, ...report.checks[id] }));
  const plan: Pick<Plan, 'suite' | 'spec'> = {
    suite: { ...suite, checks } as unknown as Plan['suite'],
    spec: { ...(parse(text) as Spec), deployment, gates: { failOn: failOn as Severity } },
  };
  const rebuilt = buildReport(
    run,
    plan as Plan,
    report as unknown as Snapshot,
    { findings, waivers, migrationPlan, load: null },
    text.split('\n'),
  );
  // The load run is recorded data: no engine made it.
  expect(rebuilt).toEqual({ ...report, history: null, load: null });
});

test('its waivers are what becomes of them by its findings', async () => {
  const { findings, waivers, takenAt } = await golden();
  const declared = waivers.map((use): DeclaredWaiver => {
    const { id, check, subject, account, region, reason, owner, approvedBy, expires } = use;
    const named = findings.find(
      (finding) => finding.check === check && finding.subject === subject,
    );
    return {
      id,
      check,
      match: { subject: subject ?? '', account: account ?? '', region: region ?? '' },
      reason,
      owner,
      expires,
      message: named?.message ?? 'It fails.',
      ...(approvedBy === null ? {} : { approvedBy }),
      ...(use.state === 'void' ? { actual: { ingress: 'another' } } : {}),
    };
  });
  const bare = findings.map((finding) => ({ ...finding, waiver: null }));
  expect(applyWaivers(bare, declared, takenAt)).toEqual({ findings, waivers });
});

/** On which days of November what the golden run finds was open in the runs before it. */
const OPEN_ON: Readonly<Record<string, readonly number[]>> = {
  'ecs/service-steady main/worker': [17, 21],
  'ecs/service-steady main/mailer': [22],
  'aurora/backup-retention orders': [19, 20, 21, 22],
  'messaging/dead-letter': [22],
};

test('its history is what the engine makes of the runs before it', async () => {
  const report = await golden();
  const { history, findings } = report;
  if (history === null) throw new Error('the golden document has no history');
  const past = history.runs.toReversed().map(({ finishedAt }): PastRunFindings => ({
    finishedAt,
    open: findings.flatMap((finding) => {
      const days = OPEN_ON[nameOf(finding)] ?? OPEN_ON[finding.check] ?? [];
      if (!days.includes(new Date(finishedAt).getUTCDate())) return [];
      const key = findingKey(finding);
      return [{ key, entry: key, outcome: 'fail' as const, since: null }];
    }),
  }));
  const spec = parse(await specText()) as { clusters: { main: { services: object } } };
  const earlier = structuredClone(spec);
  Object.assign(earlier.clusters.main.services, {
    importer: { desiredCount: 1 },
    worker: { ...(spec.clusters.main.services['worker' as never] as object), desiredCount: 2 },
  });
  const before = findingsBefore(report);
  const since = {
    report: {
      findings: before,
      counts: countsOf(before),
      verdict: history.since.verdict,
      run: {
        ...report.run,
        id: history.since.id,
        finishedAt: history.since.finishedAt,
        spec: { ...report.run.spec, digest: history.since.specDigest },
      },
    },
    spec: earlier as never,
  };
  expect(historyOf({ report, spec: spec as never }, since, history.runs, past)).toEqual(history);
});

test('the verdicts of the runs before it are such as their counts allow', async () => {
  for (const { verdict, counts } of (await golden()).history?.runs ?? []) {
    const { unsettled, unknown, error, notChecked, fail, waived } = counts;
    const undecided = unsettled + unknown + error + notChecked;
    expect({ verdict, possible: true }).toEqual({
      verdict,
      possible: {
        'NO-GO': fail > 0,
        'NOT PROVEN': undecided > 0,
        'CONDITIONAL GO': undecided === 0 && fail + waived > 0,
        GO: undecided === 0 && fail + waived === 0,
      }[verdict],
    });
  }
});

function nameOf({ check, subject }: Finding): string {
  return `${check} ${subject}`;
}

/** The findings of the run before, by what has changed since. */
function findingsBefore({ findings, history }: Report): Finding[] {
  const changes = new Map(history?.changes.map((change) => [change.key, change]));
  const known = findings.flatMap((finding) => {
    const change = changes.get(findingKey(finding));
    if (change === undefined) return [finding];
    return change.before === null ? [] : [withOutcome(finding, change.before)];
  });
  const gone = [...changes.values()].filter(({ after }) => after === null);
  const [template] = findings;
  if (template === undefined) throw new Error('the golden document has no finding');
  return [
    ...known,
    ...gone.map(({ check, subject, severity, before }) => {
      const spec = { path: '/clusters/main/services/importer', line: 1, column: 1 };
      const finding = { ...template, check, subject, severity, spec, reads: [] };
      return withOutcome(finding, before ?? 'fail');
    }),
  ];
}

function withOutcome(finding: Finding, outcome: Outcome): Finding {
  return { ...finding, status: outcome === 'waived' ? 'fail' : outcome, waiver: null };
}
