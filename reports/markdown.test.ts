import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderMarkdown } from './markdown.ts';
import { hostileReport } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

test('a GO is a verdict and a table, and nothing to unfold', () => {
  expect(renderMarkdown(reportOf([finding()]))).toBe(
    [
      '### ✔ GO: smoke of demo',
      '',
      '1 pass · fail-on high · 123456789012 eu-west-1 · 2026-11-23T08:00:00Z',
      '',
      '| domain | verdict | pass | fail | error | unknown | unsettled | not checked | waived | n/a |',
      '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      '| ecs | GO | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |',
      '',
      'Declared, not verified: 2 of 3 statements of the spec.',
      '',
    ].join('\n'),
  );
});

test('a run that stopped says why, and lists the permissions that it lacks', () => {
  const text = renderMarkdown(
    reportOf([], { stopped: 'The account is another one.', missingActions: ['sts:A', 'ecs:B'] }),
  );
  expect(text).toContain('### ▲ NOT PROVEN: smoke of demo');
  expect(text).toContain('**Stopped:** The account is another one.');
  expect(text).toContain(
    'Missing permissions; `landfall policy --suite` smoke prints the whole policy:\n\n- sts:A\n- ecs:B',
  );
});

test('a failure is folded, with its difference and its place', () => {
  const failure = finding({
    status: 'fail',
    message: 'It is wrong.',
    expected: { count: 2 },
    actual: { count: 1 },
    spec: { path: '/clusters/main', line: 12, column: 3 },
  });
  expect(renderMarkdown(reportOf([failure, { ...failure, subject: 'main/worker' }]))).toContain(
    [
      '<details>',
      '<summary>✖ fail · high · ecs/steady › main/api and 1 more: It is wrong.</summary>',
      '',
      '```diff',
      '- count: 2',
      '+ count: 1',
      '```',
      '',
      '- rule: ECS service is steady',
      '- spec: spec.yaml:12',
      '- also on: main/worker',
      '',
      '</details>',
    ].join('\n'),
  );
});

test.each(['fail', 'error', 'unknown', 'unsettled', 'not-checked'] as const)(
  'what is %s is told',
  (status) => {
    const text = renderMarkdown(reportOf([finding({ status, message: 'It is so.' })]));
    expect(text).toContain('It is so.');
  },
);

test('details that are left out are counted', () => {
  const details = Array.from({ length: 23 }, (_, index) => `Rule ${index} is open.`);
  const text = renderMarkdown(reportOf([finding({ status: 'fail', details })]));
  expect(text).toContain('- detail: Rule 19 is open.\n- detail: and 3 more\n');
});

test('a comment that would be refused for its length says what it leaves out', () => {
  const findings = Array.from({ length: 400 }, (_, index) =>
    finding({
      subject: `s${index}`,
      status: 'fail',
      message: `Message ${index} ${'x'.repeat(200)}`,
    }),
  );
  const text = renderMarkdown(reportOf(findings));
  expect(text.length).toBeLessThan(65_536);
  const shown = text.match(/<details>/g)?.length ?? 0;
  expect(text).toContain(`**${400 - shown} more** are in the run's document and not shown here.`);
});

test('whatever the names, its blocks are ours', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const text = renderMarkdown(report);
      const opened = text.match(/<details>\n<summary>/g)?.length ?? 0;
      expect(text.match(/^<\/details>$/gm)?.length ?? 0).toBe(opened);
      const outside = text.replaceAll(/^```diff\n[\s\S]*?^```$/gm, '');
      expect(outside.replaceAll(/<\/?(?:details|summary)>/g, '')).not.toContain('<');
      expect(outside.replaceAll(/&#\d+;/g, ' ')).not.toMatch(/[@#]\w/);
      expect(outside).not.toMatch(/https?:/);
      expect(outside.replaceAll('`landfall policy --suite`', '')).not.toContain('`');
      expect(text).not.toMatch(/^#{1,6} (?!\S+ (?:GO|CONDITIONAL GO|NO-GO|NOT PROVEN):)/m);
    }),
  );
});
