import { expect, test } from '@jest/globals';
import type { Finding } from '../../core/finding.ts';
import { parseWaivers } from '../../core/waivers/parse.ts';
import { applyWaivers } from '../../core/waivers/apply.ts';
import { failing } from '../../core/waivers/testing/findings.ts';
import { reportOf } from '../testing/reports.ts';
import type { View } from './view.ts';
import { waiverSnippet } from './waiver-snippet.ts';

test.each<[string, Partial<Finding>]>([
  ['a subject of the spec', {}],
  ['what has no details', { details: [] }],
  ['what nobody declared', { check: 'sg/undeclared-groups', subject: 'securityGroups' }],
  ['a name with signs', { subject: '*: "a" <b> & #c' }],
])('what is copied for %s is a waiver of it, once somebody answers for it', (_, facts) => {
  const finding = failing(facts);
  const report = reportOf([finding]);
  const { text } = waiverSnippet({ report } as View, finding);
  const shown = (/<code>( {2}- [\s\S]*?)<\/code>/.exec(text)?.[1] ?? '').replaceAll(
    /&#(\d+);/g,
    (_entity, code: string) => String.fromCodePoint(Number(code)),
  );
  const file = `version: 1\nwaivers:\n${shown}\n`
    .replace('reason: ""', 'reason: Until the import is over.')
    .replace('owner: ""', 'owner: me');
  const reading = { today: '2026-11-23', checks: [finding.check] };
  const parsed = parseWaivers({ file: 'w.yaml', text: file }, reading);
  expect(parsed).toMatchObject({ ok: true });
  const waivers = parsed.ok ? parsed.value : [];
  expect(applyWaivers([finding], waivers, report.takenAt).waivers).toMatchObject([
    { state: 'applied' },
  ]);
});
