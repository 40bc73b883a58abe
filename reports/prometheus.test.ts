import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../core/report.ts';
import { renderPrometheus } from './prometheus.ts';
import { hostileReport } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf } from './testing/reports.ts';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/g;
const SAMPLE = new RegExp(`^(${NAME})\\{((?:${LABEL.source},?)*)\\} (-?[0-9]+(?:\\.[0-9]+)?)$`);

/**
 * The text format as its grammar has it, without timestamps:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
function read(report: Report): readonly Sample[] {
  const text = renderPrometheus(report);
  expect(text).toMatch(/\n$/);
  const samples: Sample[] = [];
  const families = new Set<string>();
  let family = '';
  for (const line of text.trimEnd().split('\n')) {
    const [, comment, name = ''] = new RegExp(`^# (HELP|TYPE) (${NAME}) \\S.*$`).exec(line) ?? [];
    if (comment === 'HELP') {
      // All lines of a metric stand together.
      expect(families.has(name)).toBe(false);
      families.add(name);
      family = name;
    } else if (comment === 'TYPE') {
      expect(line).toBe(`# TYPE ${family} gauge`);
    } else {
      const [, of, labels = '', , , value] = SAMPLE.exec(line) ?? [];
      expect({ line, of }).toEqual({ line, of: family });
      const pairs = [...labels.matchAll(LABEL)].map(
        ([, label = '', content = '']): [string, string] => [
          label,
          content.replace(/\\(.)/g, '$1'),
        ],
      );
      samples.push({ name: family, labels: Object.fromEntries(pairs), value: Number(value) });
    }
  }
  return samples;
}

function valueOf(report: Report, name: string, labels: Readonly<Record<string, string>> = {}) {
  const found = read(report).filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.value;
}

test('findings are counted by domain and status, and those that there are none of are zero', () => {
  const report = reportOf([
    finding({ status: 'fail' }),
    finding({ subject: 'b', status: 'fail', severity: 'low' }),
    finding({ domain: 'sg' }),
  ]);
  const count = (domain: string, status: string) =>
    valueOf(report, 'landfall_findings', { domain, status });
  expect([count('ecs', 'fail'), count('ecs', 'pass'), count('sg', 'pass')]).toEqual([2, 0, 1]);
  const severity = (it: string) => valueOf(report, 'landfall_failures', { severity: it });
  expect([severity('high'), severity('low'), severity('critical')]).toEqual([1, 1, 0]);
});

test('every status and waiver state has its series', () => {
  const report = reportOf(EVERY_FINDING);
  for (const [status, count] of [
    ['pass', 8],
    ['fail', 4],
    ['waived', 4],
    ['error', 8],
    ['unknown', 8],
    ['unsettled', 8],
    ['not-checked', 8],
    ['not-applicable', 8],
  ] as const) {
    expect([status, valueOf(report, 'landfall_findings', { status })]).toEqual([status, count]);
  }
  expect(valueOf(report, 'landfall_waivers', { state: 'expired' })).toBe(0);
});

test('one verdict is true', () => {
  const report = reportOf([]);
  expect(valueOf(report, 'landfall_verdict', { verdict: 'NOT PROVEN' })).toBe(1);
  expect(valueOf(report, 'landfall_verdict', { verdict: 'GO' })).toBe(0);
});

test('a run that was stopped has not been completed', () => {
  const name = 'landfall_run_last_completion_timestamp_seconds';
  expect(valueOf(reportOf([finding()]), name)).toBe(Date.parse('2026-11-23T08:00:12.400Z') / 1000);
  const stopped = reportOf([finding()], { stopped: 'Interrupted.' });
  expect(valueOf(stopped, name)).toBeUndefined();
  expect(valueOf(stopped, 'landfall_run_stopped')).toBe(1);
});

test('a run of a sandbox is none of AWS', () => {
  const endpoint = 'http://127.0.0.1:5000';
  expect(valueOf(reportOf([finding()]), 'landfall_run_sandbox')).toBe(0);
  expect(valueOf(reportOf([finding()], { endpoint }), 'landfall_run_sandbox')).toBe(1);
});

test('no label names a resource', () => {
  const text = renderPrometheus(
    reportOf([finding({ subject: 'main/api', resource: { type: 'x', arn: 'arn:aws:ecs:x' } })]),
  );
  expect(text).not.toMatch(/main\/api|arn:/);
});

test('whatever the names, the text follows the grammar and no two series are one', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const series = read(report).map(({ name, labels }) => JSON.stringify([name, labels]));
      expect(new Set(series).size).toBe(series.length);
    }),
  );
});
