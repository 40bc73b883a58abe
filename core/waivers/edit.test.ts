import { expect, test } from '@jest/globals';
import { parseWaivers } from './parse.ts';
import { withoutWaivers, withWaiver } from './edit.ts';
import { waiving } from './testing/findings.ts';

const reading = { today: '2026-11-29', checks: ['sg/ingress-exact'] };
const idsOf = (text: string) => {
  const parsed = parseWaivers({ file: 'w.yaml', text }, reading);
  return parsed.ok ? parsed.value.map(({ id }) => id) : parsed.problems;
};

const TEXT = `# Of the migration.
version: 1
waivers:
  - id: A # the first
    check: sg/ingress-exact
    match: { subject: a }
    reason: 'Until the import is over, and not a day longer than that is, whoever may ask for it.'
    owner: "@dba"
    expires: 2026-12-30

  # What the auditors asked about.
  - id: B
    check: sg/ingress-exact
    match:
      subject: b # not its replica
    reason: Until the import is over.
    owner: "@dba"
    expires: "2026-12-30"
# The end.
`;

test('a waiver is added at the end, and every line of the others stays as it is', () => {
  const text = withWaiver(TEXT, waiving({ id: 'C' }));
  expect(idsOf(text)).toEqual(['A', 'B', 'C']);
  const lines = text.split('\n');
  expect(TEXT.split('\n').filter((line) => !lines.includes(line))).toEqual([]);
});

test('the first waiver of a file that is not there yet', () => {
  const text = withWaiver(null, waiving({ match: { subject: 'db', account: '012345678901' } }));
  expect(text)
    .toBe(`# Deviations that somebody accepted, until a day. landfall waivers list shows what became of them.
version: 1
waivers:
  - id: W-1
    check: sg/ingress-exact
    match:
      subject: db
      account: "012345678901"
    message: The security group has undeclared rules.
    reason: The bastion goes with MIG-412.
    owner: "@dba"
    expires: 2026-12-31
`);
});

test.each(['a: b # c', '@x', '*all', '- x', 'yes', '1e3', "it's", '"quoted"', 'a\nb', ' blank '])(
  'a reason of %j comes back as it is',
  (text) => {
    const reason = `${text} and more words`;
    const parsed = parseWaivers(
      { file: 'w.yaml', text: withWaiver(null, waiving({ reason })) },
      reading,
    );
    expect(parsed.ok && parsed.value[0]?.reason).toBe(reason);
  },
);

test('waivers are taken out with their comments, and no others', () => {
  const text = withoutWaivers(TEXT, new Set(['B']));
  expect(idsOf(text)).toEqual(['A']);
  expect(text).toContain('# Of the migration.');
  expect(text).toContain('- id: A # the first');
  expect(text).toContain('# The end.');
  expect(text).not.toContain('auditors');
});

test('a file of which all are taken out takes one again', () => {
  const empty = withoutWaivers(TEXT, new Set(['A', 'B']));
  expect(idsOf(empty)).toEqual([]);
  expect(idsOf(withWaiver(empty, waiving()))).toEqual(['W-1']);
});
