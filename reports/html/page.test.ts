import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../../core/report.ts';
import { largeReport, ORDINARY, type Mix } from '../../sandbox/bench-reports/large-report.ts';
import { hostileReport } from '../testing/hostile.ts';
import { finding, reportOf } from '../testing/reports.ts';
import { SCRIPT, STYLE } from './assets.ts';
import { SCRIPT as LOAD_SCRIPT, STYLE as LOAD_STYLE } from './load/assets.ts';
import { htmlPieces } from './page.ts';

function render(report: Report): string {
  return [...htmlPieces(report)].join('');
}

/** Without the scripts and the styles, which are the same in every page. */
function written(report: Report): string {
  const parts = [SCRIPT, STYLE, LOAD_SCRIPT, LOAD_STYLE];
  return parts.reduce((page, part) => page.replace(part, ''), render(report));
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+[12]?(?:="[^"<>]*")?)*) ?\/?>/g;
const ATTRIBUTE = / ([a-zA-Z-]+[12]?)(?:="([^"<>]*)")?/g;

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
}

function tagsOf(page: string): readonly Tag[] {
  return [...page.matchAll(TAG)]
    .filter(([, closing]) => closing === '')
    .map(([, , name = '', attributes = '']) => ({
      name,
      attributes: [...attributes.matchAll(ATTRIBUTE)].map(
        ([, key = '', value = '']) => [key, value] as const,
      ),
    }));
}

const GOLDEN_LOAD = (JSON.parse(readFileSync('reports/golden/run.json', 'utf8')) as Report).load;

const failing = finding({
  status: 'fail',
  message: 'The number of running tasks is not the declared one.',
  expected: { count: 4 },
  actual: { count: 2 },
});

test('whatever its texts hold, a page has no markup but its own', () => {
  const names = new Set<string>();
  const keys = new Set<string>();
  const addresses = new Set<string>();
  fc.assert(
    fc.property(hostileReport, (report) => {
      const page = written(report).replace('<!doctype html>', '');
      expect(page.replaceAll(TAG, '')).not.toMatch(/[<>]/);
      for (const { name, attributes } of tagsOf(page)) {
        names.add(name);
        for (const [key, value] of attributes) {
          keys.add(key);
          if (key === 'href') addresses.add(value);
        }
      }
    }),
  );
  expect(
    [...names].filter((name) => /^(iframe|img|object|embed|link|base|animate)$/.test(name)),
  ).toEqual([]);
  expect(
    [...keys].filter((key) => /^(on.*|style|src|srcset|action|formaction)$/.test(key)),
  ).toEqual([]);
});

test('every finding stands in it once, and a verdict that is no GO has its reasons', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const page = written(report);
      const shown = tagsOf(page).filter(({ attributes }) =>
        attributes.some(([key]) => key === 'data-finding'),
      );
      expect(shown).toHaveLength(report.findings.length);
      expect(page.includes('Nothing stands in the way.')).toBe(report.verdict === 'GO');
    }),
  );
});

test.each([
  ['without a load run', null, 1],
  ['with one', GOLDEN_LOAD, 2],
])(
  '%s, the policy lets nothing run but its own scripts, known by their hashes',
  (_what, load, many) => {
    const page = render(reportOf([failing], { load }));
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const hashesOf = (element: string) =>
      [...page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))].map(
        ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
      );
    expect(hashesOf('script')).toHaveLength(many);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hashesOf('style').join(' ')}`,
      `script-src ${hashesOf('script').join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  },
);

test('its sections follow one another as they matter', () => {
  const page = written(reportOf([failing, finding({ subject: 'main/other' })]));
  expect([...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id)).toEqual([
    'reasons',
    'changes',
    'matrix',
    'findings',
    'undecided',
    'waivers',
    'trend',
    'passed',
    'run',
  ]);
  expect(page.match(/<h1>/g)).toHaveLength(1);
});

test('links within it lead somewhere, and no two elements share a name', () => {
  const page = written(reportOf([failing, finding({ subject: 'main/other', status: 'error' })]));
  const values = (wanted: string) =>
    tagsOf(page).flatMap(({ attributes }) =>
      attributes.flatMap(([key, value]) => (key === wanted ? [value] : [])),
    );
  const ids = values('id');
  expect(new Set(ids).size).toBe(ids.length);
  const targets = values('href').filter((href) => href.startsWith('#'));
  expect(targets.filter((target) => !ids.includes(target.slice(1)))).toEqual([]);
});

test.each([
  ['nothing was judged', reportOf([]), 'Nothing was proved of the deployment.'],
  ['all passes', reportOf([finding()]), 'Nothing stands in the way.'],
  [
    'the only failure is waived',
    reportOf([
      finding(),
      { ...failing, waiver: { id: 'W-1', reason: 'Later.', owner: 'me', expires: '2026-12-31' } },
    ]),
    'What fails has been accepted for a time: see the waivers.',
  ],
  [
    'the run was stopped',
    reportOf([finding()], { stopped: 'A signal.' }),
    'Stopped before its end:',
  ],
  ['it was not AWS', reportOf([finding()], { endpoint: 'http://x' }), 'Not AWS was asked but'],
])('says so when %s', (_when, report, words) => {
  expect(written(report)).toContain(words);
});

test('a policy to copy has actions alone', () => {
  const page = written(
    reportOf([failing], { missingActions: ['ecs:DescribeServices', '"], "Action": "*'] }),
  );
  const [, policy = ''] = /aria-label="IAM policy"><code>([^<]*)</.exec(page) ?? [];
  const parsed = JSON.parse(policy.replaceAll('&#34;', '"')) as {
    Statement: { Action: string[] }[];
  };
  expect(parsed.Statement[0]?.Action).toEqual(['ecs:DescribeServices']);
});

test('a command to copy is quoted for a shell', () => {
  const page = written(
    reportOf([failing], {
      run: { ...reportOf([]).run, spec: { file: "a'; rm -rf b", environment: null, digest: '0' } },
    }),
  );
  expect(page).toContain('landfall run smoke --spec &#39;a&#39;\\&#39;&#39;; rm -rf b&#39;');
});

const MIXES: readonly (readonly [string, Mix])[] = [
  ['on an ordinary bad day', ORDINARY],
  ['that all fail alike', { failing: 100, undecided: 0, distinct: false }],
  ['that all fail, each in its own way', { failing: 100, undecided: 0, distinct: true }],
  ['that cannot be seen', { failing: 0, undecided: 100, distinct: true }],
];

test.each(MIXES)('10,000 findings %s are at most 3 MB', (_which, mix) => {
  const bytes = Buffer.byteLength(render(largeReport(10_000, mix)));
  expect(bytes).toBeLessThanOrEqual(3_000_000);
});
