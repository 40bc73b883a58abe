import type { Report } from '../core/report.ts';
import { Verdict } from '../core/verdict.ts';
import { WaiverState } from '../core/waivers/use.ts';
import { forLabel } from './sanitize.ts';
import { OUTCOME_ORDER, OUTCOMES, outcomeOf, SEVERITY_ORDER } from './status-table.ts';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Gauges in the text format of Prometheus, for the textfile collector or a push gateway. Labels are bounded by the spec:
 * none of them names a resource. There are no timestamps, since the textfile collector skips a file that has any:
 * https://github.com/prometheus/node_exporter#textfile-collector
 */
export function renderPrometheus(report: Report): string {
  const { run, suite, deployment, account, region } = report;
  const common = {
    deployment,
    env: run.spec.environment ?? '',
    suite: suite.id,
    account,
    region,
  };
  return gaugesOf(report)
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...samples.map(
        ({ labels, value }) => `${name}{${labelsText({ ...common, ...labels })}} ${value}`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function gaugesOf(report: Report): readonly Gauge[] {
  const { run, verdict, stopped, coverage, missingActions, endpoint } = report;
  const finishedAt = Date.parse(run.finishedAt);
  return [
    {
      name: 'landfall_verdict',
      help: '1 for the verdict of the last run, 0 for the others.',
      samples: Verdict.options.map((it) => ({
        labels: { verdict: it },
        value: it === verdict ? 1 : 0,
      })),
    },
    {
      name: 'landfall_findings',
      help: 'Findings of the last run by domain and status.',
      samples: report.domains.flatMap(({ domain, counts }) =>
        OUTCOME_ORDER.map((outcome) => ({
          labels: { domain, status: outcome },
          value: counts[OUTCOMES[outcome].count],
        })),
      ),
    },
    {
      name: 'landfall_failures',
      help: 'Failures of the last run that no waiver accepts, by severity.',
      samples: failuresBySeverity(report),
    },
    {
      name: 'landfall_waivers',
      help: 'Waivers that the last run was given, by what became of them.',
      samples: WaiverState.options.map((state) => ({
        labels: { state },
        value: report.waivers.filter((waiver) => waiver.state === state).length,
      })),
    },
    {
      name: 'landfall_spec_statements',
      help: 'Statements of the spec.',
      samples: [{ value: coverage.leaves }],
    },
    {
      name: 'landfall_spec_unverified_statements',
      help: 'Statements of the spec that no check verified.',
      samples: [{ value: coverage.unverified.length }],
    },
    {
      name: 'landfall_missing_permissions',
      help: 'IAM actions that were denied and would let more be seen.',
      samples: [{ value: missingActions.length }],
    },
    {
      name: 'landfall_run_duration_seconds',
      help: 'How long the last run took.',
      samples: [{ value: (finishedAt - Date.parse(run.startedAt)) / 1000 }],
    },
    {
      name: 'landfall_run_stopped',
      help: '1 when the last run ended before its time.',
      samples: [{ value: stopped === null ? 0 : 1 }],
    },
    {
      name: 'landfall_run_sandbox',
      help: '1 when the last run asked a stand-in for AWS, which says nothing about AWS.',
      samples: [{ value: endpoint === null ? 0 : 1 }],
    },
    {
      name: 'landfall_run_last_completion_timestamp_seconds',
      help: 'Unix time at which the last run was complete; absent when it was stopped.',
      samples: stopped === null ? [{ value: finishedAt / 1000 }] : [],
    },
  ];
}

function failuresBySeverity({ findings }: Report): readonly Sample[] {
  const counts = new Map(SEVERITY_ORDER.map((severity) => [severity, 0]));
  for (const finding of findings) {
    if (outcomeOf(finding) !== 'fail') continue;
    counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  }
  return [...counts].map(([severity, value]) => ({ labels: { severity }, value }));
}

function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${forLabel(value)}"`)
    .join(',');
}
