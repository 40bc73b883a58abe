import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAbout, Status, type Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { finding, reportOf } from '../../reports/testing/reports.ts';
import { NOTHING_PUBLISHED, publicationOf, type Item, type Published } from './publication.ts';

const WAIVER = { id: 'M-1', reason: 'Later.', owner: '@dba', expires: '2026-12-31' };
const FIRST = '2026-11-20T08:00:00.000Z';
const SECOND = '2026-11-21T08:00:00.000Z';

const at = (takenAt: string, findings: readonly Finding[], facts: Partial<Report> = {}) =>
  reportOf(findings, { takenAt, ...facts });

/** What is known once all was imported. */
function after(published: Published, report: Report): Published {
  const { items } = publicationOf(report, published, { waived: false });
  const added = items.map(({ finding: sent, entry }) => [sent.Id ?? '', entry] as const);
  return { formatVersion: 1, findings: { ...published.findings, ...Object.fromEntries(added) } };
}

const sent = (published: Published, report: Report): readonly Item[] =>
  publicationOf(report, published, { waived: false }).items;

const words = (items: readonly Item[]) =>
  items.map(
    ({ finding: { Compliance, RecordState }, entry }) =>
      `${entry.subject} ${Compliance?.Status ?? ''} ${RecordState ?? ''}`,
  );

const open = after(NOTHING_PUBLISHED, at(FIRST, [finding({ status: 'fail' })]));

test('what was never published is active, whatever it says', () => {
  const findings = [
    finding({ subject: 'a', status: 'fail' }),
    finding({ subject: 'b', status: 'error' }),
    finding({ subject: 'c' }),
    finding({ subject: 'd', status: 'fail', waiver: WAIVER }),
    finding({ subject: 'e', status: 'not-applicable' }),
  ];
  const { items, left } = publicationOf(at(FIRST, findings), NOTHING_PUBLISHED, { waived: false });
  expect(words(items)).toEqual(['a FAILED ACTIVE', 'b NOT_AVAILABLE ACTIVE', 'c PASSED ACTIVE']);
  expect(left).toBe(2);
});

test('a waived failure is sent on request', () => {
  const report = at(FIRST, [finding({ status: 'fail', waiver: WAIVER })]);
  const { items } = publicationOf(report, NOTHING_PUBLISHED, { waived: true });
  expect(words(items)).toEqual(['main/api FAILED ACTIVE']);
});

test('what was open and passes is archived, and stays so while it passes', () => {
  const report = at(SECOND, [finding()]);
  expect(words(sent(open, report))).toEqual(['main/api PASSED ARCHIVED']);
  expect(words(sent(after(open, report), report))).toEqual(['main/api PASSED ARCHIVED']);
});

test('what passed before and passes is active', () => {
  const passed = after(NOTHING_PUBLISHED, at(FIRST, [finding()]));
  expect(words(sent(passed, at(SECOND, [finding()])))).toEqual(['main/api PASSED ACTIVE']);
});

test('what was archived and fails is active again, and was created when it was first sent', () => {
  const archived = after(open, at(SECOND, [finding()]));
  const [item] = sent(archived, at('2026-11-22T08:00:00.000Z', [finding({ status: 'fail' })]));
  expect(item?.finding).toMatchObject({
    Compliance: { Status: 'FAILED' },
    RecordState: 'ACTIVE',
    CreatedAt: FIRST,
  });
});

test.each(['unknown', 'error', 'unsettled', 'not-checked', 'fail'] as const)(
  'what was open and is %s now stays active',
  (status) => {
    const [item] = sent(open, at(SECOND, [finding({ status })]));
    expect(item?.finding.RecordState).toBe('ACTIVE');
  },
);

test.each<[string, Finding[]]>([
  ['not judged', []],
  ['not applicable', [finding({ status: 'not-applicable' })]],
  ['waived', [finding({ status: 'fail', waiver: WAIVER })]],
  ['of another subject', [finding({ subject: 'main/other' })]],
  ['of another check', [finding({ check: 'ecs/other' })]],
  ['of another region', [finding({ region: 'us-east-1' })]],
])('what was open and is %s is not touched', (_what, findings) => {
  const ids = sent(open, at(SECOND, findings)).map(({ finding: { Id } }) => Id);
  expect(ids).not.toContain(Object.keys(open.findings)[0]);
});

test('a pass in another environment of the same account archives nothing', () => {
  const report = at(SECOND, [finding()]);
  const spec = { ...report.run.spec, environment: 'staging' };
  const elsewhere = { ...report, run: { ...report.run, spec } };
  expect(words(sent(open, elsewhere))).toEqual(['main/api PASSED ACTIVE']);
  expect(Object.keys(after(open, elsewhere).findings)).toHaveLength(2);
});

describe('an object of an entry that was open', () => {
  const object = finding({ subject: 'app_db › public.agents', status: 'fail' });
  const published = after(NOTHING_PUBLISHED, at(FIRST, [object]));

  test('is archived when its whole entry passes', () => {
    const items = sent(published, at(SECOND, [finding({ subject: 'app_db' })]));
    expect(words(items)).toEqual([
      'app_db PASSED ACTIVE',
      'app_db › public.agents PASSED ARCHIVED',
    ]);
    expect(Object.keys(published.findings)).toEqual([items[1]?.finding.Id]);
  });

  test.each<[string, Finding]>([
    ['another object fails', finding({ subject: 'app_db › public.other', status: 'fail' })],
    ['the entry could not be seen', finding({ subject: 'app_db', status: 'error' })],
    ['an entry of a longer name passes', finding({ subject: 'app_db_2' })],
    ['an entry of a shorter name passes', finding({ subject: 'app' })],
  ])('stays as it is when %s', (_what, made) => {
    const subjects = sent(published, at(SECOND, [made])).map(({ entry }) => entry.subject);
    expect(subjects).not.toContain(object.subject);
  });
});

test('a run that looked before what is published already changes nothing', () => {
  const later = after(NOTHING_PUBLISHED, at(SECOND, [finding({ status: 'fail' })]));
  const publication = publicationOf(at(FIRST, [finding()]), later, { waived: false });
  expect(publication).toMatchObject({ items: [], outdated: 1 });
});

test('of two findings of one name the open one is sent', () => {
  const both = [finding({ status: 'fail' }), finding()];
  for (const findings of [both, both.toReversed()]) {
    expect(words(sent(NOTHING_PUBLISHED, at(FIRST, findings)))).toEqual(['main/api FAILED ACTIVE']);
  }
});

// A small world, so that findings of the two runs meet.
const anyFinding = fc
  .record({
    check: fc.constantFrom('ecs/steady', 'rds/steady'),
    subject: fc.constantFrom('a', 'b', 'a › x', 'a › y', 'b › x'),
    status: fc.constantFrom(...Status.options),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    isWaived: fc.boolean(),
  })
  .map(({ isWaived, ...facts }) => finding({ ...facts, waiver: isWaived ? WAIVER : null }));
const anyRun = fc.uniqueArray(anyFinding, {
  maxLength: 8,
  selector: ({ check, subject, region }) => `${check} ${subject} ${region}`,
});

/** Whether an archived finding was published as open, and passes by the findings of the run. */
function isProved(
  { finding: { Id, Compliance, Resources }, entry }: Item,
  findings: readonly Finding[],
  published: Published,
): boolean {
  const state = published.findings[Id ?? '']?.state;
  const proof = findings.some(
    ({ check, subject, status, region }) =>
      status === 'pass' &&
      check === entry.check &&
      isAbout(entry.subject, subject) &&
      Resources?.[0]?.Region === region,
  );
  return proof && Compliance?.Status === 'PASSED' && (state === 'open' || state === 'archived');
}

test('nothing is ever archived that was not published as open and is not proved to pass', () => {
  fc.assert(
    fc.property(fc.array(anyRun, { minLength: 2, maxLength: 4 }), (runs) => {
      let published = NOTHING_PUBLISHED;
      for (const [index, findings] of runs.entries()) {
        const report = at(`2026-11-2${index}T08:00:00.000Z`, findings);
        const known = published;
        const unproved = sent(known, report).filter(
          (item) => item.finding.RecordState === 'ARCHIVED' && !isProved(item, findings, known),
        );
        expect(unproved).toEqual([]);
        published = after(known, report);
      }
    }),
    { numRuns: 500 },
  );
});

test('what a run did not judge keeps its state', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (first, second) => {
      const before = after(NOTHING_PUBLISHED, at(FIRST, first));
      const now = after(before, at(SECOND, second));
      const untouched = Object.entries(before.findings).filter(
        ([, entry]) =>
          !second.some(
            ({ check, subject }) => check === entry.check && isAbout(entry.subject, subject),
          ),
      );
      for (const [id, entry] of untouched) expect(now.findings[id]).toEqual(entry);
    }),
    { numRuns: 500 },
  );
});
