import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatProblems } from '../spec/problems.ts';
import { parseWaivers } from './parse.ts';

const CHECKS = ['account/identity', 'sg/ingress-exact', 'sg/undeclared-groups', 'ecs/logging'];
const reading = { today: '2026-11-29', checks: CHECKS };

const ENTRY = `version: 1
waivers:
  - id: W-1
    check: sg/ingress-exact
    match: { subject: db }
    reason: The bastion goes with MIG-412.
    owner: "@dba"
    expires: 2026-12-31
`;

/** The problems as they are printed; null when the file is valid. */
function rendered(text: string): string | null {
  const parsed = parseWaivers({ file: 'w.yaml', text }, reading);
  return parsed.ok ? null : formatProblems(parsed.problems, text.split('\n'));
}

/** The first line of the first problem, and what stands under it. */
function problem(text: string): readonly [string, string] {
  const [head = '', , under = ''] = (rendered(text) ?? 'valid').split('\n');
  return [head, under.replace(/^ *│ *\^*\s*/, '')];
}

test('a whole waiver', () => {
  const text = `${ENTRY.replace('subject: db', 'subject: db-*')}    approvedBy: "@sec"
    maxSeverity: high
    message: It has undeclared rules.
    actual: { ingress: [tcp 22], none: null }
    details: [a]
    allowGlob: true
`;
  expect(parseWaivers({ file: 'w.yaml', text }, reading)).toEqual({
    ok: true,
    value: [
      {
        id: 'W-1',
        check: 'sg/ingress-exact',
        match: { subject: 'db-*' },
        reason: 'The bastion goes with MIG-412.',
        owner: '@dba',
        expires: '2026-12-31',
        approvedBy: '@sec',
        maxSeverity: 'high',
        message: 'It has undeclared rules.',
        actual: { ingress: ['tcp 22'], none: null },
        details: ['a'],
        allowGlob: true,
      },
    ],
  });
});

test('a problem is shown where it stands', () => {
  expect(rendered(ENTRY.replace('owner', 'ownr'))).toBe(
    [
      'w.yaml:7:5  error  unknown key "ownr" in waivers[0] — did you mean "owner"?',
      '     7 │     ownr: "@dba"',
      '       │     ^^^^  allowed: id, check, match, reason, owner, expires, approvedBy, maxSeverity, message, actual, details, allowGlob',
      '1 error',
    ].join('\n'),
  );
});

describe('what is refused', () => {
  const without = (key: string) => ENTRY.replace(new RegExp(`\\n {4}${key}: .*`), '');
  test.each<[string, string, string, string]>([
    [
      'nothing',
      '',
      'w.yaml:1:1  error  the file is empty',
      'a waivers file begins with version: 1',
    ],
    [
      'a list',
      '- a\n',
      'w.yaml:1:1  error  the file holds a list; a waivers file is a map that begins with version: 1',
      '',
    ],
    [
      'another version',
      ENTRY.replace('1', '2'),
      'w.yaml:1:10  error  version: must be 1, not 2',
      '',
    ],
    [
      'no reason',
      without('reason'),
      'w.yaml:3:5  error  "reason" is missing in waivers[0]',
      'it must be a text',
    ],
    [
      'no owner',
      without('owner'),
      'w.yaml:3:5  error  "owner" is missing in waivers[0]',
      'it must be a text',
    ],
    [
      'no end',
      without('expires'),
      'w.yaml:3:5  error  "expires" is missing in waivers[0]',
      'it must be a text',
    ],
    [
      'a short reason, blanks aside',
      ENTRY.replace('The bastion goes with MIG-412.', '"later      "'),
      'w.yaml:6:13  error  waivers[0].reason: must say why, in 10 characters or more',
      '',
    ],
    [
      'a blank owner',
      ENTRY.replace('@dba', '  '),
      'w.yaml:7:12  error  waivers[0].owner: must name who answers for it',
      '',
    ],
    [
      'a day that there is none of',
      ENTRY.replace('12-31', '02-30'),
      'w.yaml:8:14  error  waivers[0].expires: must be a day such as 2026-12-31, not "2026-02-30"',
      '',
    ],
    [
      'a day too far ahead',
      ENTRY.replace('2026-12-31', '2027-05-29'),
      'w.yaml:8:14  error  waivers[0].expires: may be at most 180 days ahead, which is 2027-05-28',
      'what is to stay belongs into the spec',
    ],
    [
      'a check that there is none of',
      ENTRY.replace('exact', 'exat'),
      'w.yaml:4:12  error  waivers[0].check: there is no check "sg/ingress-exat" — did you mean "sg/ingress-exact"?',
      'landfall list shows them',
    ],
    [
      'a pattern that was not allowed',
      ENTRY.replace('ingress-exact', '*'),
      'w.yaml:4:12  error  waivers[0].check: "sg/*" is a pattern',
      'name one check, or write allowGlob: true',
    ],
    [
      'a pattern of no check',
      `${ENTRY.replace('ingress-exact', 'x*')}    allowGlob: true\n`,
      'w.yaml:4:12  error  waivers[0].check: there is no check "sg/x*"',
      'landfall list shows them',
    ],
    [
      'a pattern of every check',
      `${ENTRY.replace('sg/ingress-exact', '"*/*"')}    allowGlob: true\n`,
      'w.yaml:4:12  error  waivers[0].check: a pattern of every check names none',
      'such as sg/*',
    ],
    [
      'a pattern of every subject',
      `${ENTRY.replace('subject: db', 'subject: "*"')}    allowGlob: true\n`,
      'w.yaml:5:23  error  waivers[0].match.subject: a pattern of everything names nothing',
      'such as orders-*',
    ],
    [
      'a pattern that is none, so that a waiver may be as wide as one',
      `${ENTRY}    allowGlob: true\n`,
      'w.yaml:9:16  error  waivers[0].allowGlob: neither the check nor what it matches is a pattern',
      'leave it out',
    ],
    [
      'neither subject nor ARN',
      ENTRY.replace('subject: db', 'region: us-east-1'),
      'w.yaml:5:5  error  waivers[0].match: must name either the subject, as the finding does, or the ARN of the resource',
      '',
    ],
    [
      'both',
      ENTRY.replace('subject: db', 'subject: db, resource: arn'),
      'w.yaml:5:5  error  waivers[0].match: must name either the subject, as the finding does, or the ARN of the resource',
      '',
    ],
    [
      'an account without quotes',
      ENTRY.replace('subject: db', 'subject: db, account: 012345678901'),
      'w.yaml:5:36  error  waivers[0].match.account: quote the account id: without quotes YAML reads it as a number and drops leading zeros',
      'write it in quotes',
    ],
    [
      'that the account is the right one',
      ENTRY.replace('sg/ingress-exact', 'account/identity'),
      'w.yaml:4:12  error  waivers[0].check: that the run looks at the right account cannot be waived',
      '',
    ],
    [
      'all that nobody declared',
      ENTRY.replace('ingress-exact', 'undeclared-groups'),
      'w.yaml:4:12  error  waivers[0].check: is about what the spec does not name',
      'say with details: what is accepted, word for word as the finding does',
    ],
    [
      'all that nobody declared, as if it had no details',
      `${ENTRY.replace('ingress-exact', 'undeclared-groups')}    details: []\n`,
      'w.yaml:4:12  error  waivers[0].check: is about what the spec does not name',
      'say with details: what is accepted, word for word as the finding does',
    ],
    [
      'a severity that there is none of',
      `${ENTRY}    maxSeverity: hihg\n`,
      'w.yaml:9:18  error  waivers[0].maxSeverity: must be critical, high, medium or low, not "hihg" — did you mean "high"?',
      '',
    ],
    [
      'an id twice',
      `${ENTRY}${ENTRY.slice(ENTRY.indexOf('  - id'))}`,
      'w.yaml:9:9  error  waivers[1].id: the id "W-1" is there twice',
      '',
    ],
    [
      "an id of a baseline's",
      ENTRY.replace('W-1', 'baseline/1'),
      'w.yaml:3:9  error  waivers[0].id: an id looks like W-2026-014, not "baseline/1"',
      '',
    ],
  ])('%s', (_, text, head, hint) => {
    expect(problem(text)).toEqual([head, hint]);
  });
});

test.each(['2027-05-28', '2026-11-28', '2020-01-01'])(
  'a waiver may end on %s: one that has expired is reported and not refused',
  (day) => {
    expect(rendered(ENTRY.replace('2026-12-31', day))).toBeNull();
  },
);

test('what was accepted of a resource that was absent, with nothing seen of it', () => {
  const text = `${ENTRY}    message: There is no such group.\n    actual: {}\n    details: []\n`;
  expect(rendered(text)).toBeNull();
});

test('whatever the text is, it is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(ENTRY.length), (noise, at) => {
      const text = ENTRY.slice(0, at) + noise + ENTRY.slice(at);
      expect(typeof parseWaivers({ file: 'w.yaml', text }, reading).ok).toBe('boolean');
    }),
  );
});
