import { describe, expect, test } from '@jest/globals';
import type { WaiverUse } from '../core/waivers/use.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTerminal, type TerminalOptions } from './terminal.ts';
import { finding, reportOf } from './testing/reports.ts';

const use = (facts: Partial<WaiverUse> = {}): WaiverUse => ({
  id: 'W-1',
  check: 'sg/ingress-exact',
  subject: 'db',
  resource: null,
  account: null,
  region: null,
  reason: 'Until the import is over.',
  owner: '@dba',
  approvedBy: null,
  expires: '2026-12-31',
  state: 'applied',
  daysLeft: 38,
  findings: 1,
  note: null,
  ...facts,
});

const EACH: readonly WaiverUse[] = [
  use({ id: 'LONG' }),
  use({ id: 'UNUSED', state: 'unused' }),
  use({ id: 'NEAR', daysLeft: 14, expires: '2026-12-07', approvedBy: '@sec' }),
  use({ id: 'LAST', daysLeft: 0, expires: '2026-11-23' }),
  use({ id: 'VOID', state: 'void', note: 'It fails worse.' }),
  use({ id: 'PAST', state: 'expired', daysLeft: -1, expires: '2026-11-22' }),
];

const options: TerminalOptions = {
  width: 200,
  color: false,
  ascii: false,
  verbosity: 'normal',
  specText: null,
  reports: [],
  rerun: null,
  exitCode: 0,
};

const onTerminal = (waivers: readonly WaiverUse[], more: Partial<TerminalOptions> = {}) =>
  renderTerminal(reportOf([finding()], { waivers: [...waivers] }), { ...options, ...more });

const COUNTS = '1 expired, 1 void, 2 applied, ending within 14 days, 1 unused, 1 applied';

describe('on a terminal', () => {
  test('a count, and those that somebody must look at, the most urgent first', () => {
    expect(onTerminal(EACH)).toContain(
      [
        `  waivers: ${COUNTS}`,
        '    expired  PAST sg/ingress-exact › db, ended 2026-11-22, @dba: Until the import is over.',
        '    void  VOID sg/ingress-exact › db, until 2026-12-31, @dba: Until the import is over. [It fails worse.]',
        '    ends soon  LAST sg/ingress-exact › db, until 2026-11-23, its last day, @dba: Until the import is over.',
        '    ends soon  NEAR sg/ingress-exact › db, until 2026-12-07, in 14 days, @dba, approved by @sec: Until the import is over.',
        '    unused  UNUSED sg/ingress-exact › db, until 2026-12-31, @dba: Until the import is over.',
        '',
      ].join('\n'),
    );
  });

  test('verbose lists those too that hold for long', () => {
    expect(onTerminal(EACH)).not.toContain('LONG');
    expect(onTerminal(EACH, { verbosity: 'verbose' })).toContain('    applied  LONG ');
  });

  test('quiet leaves them out, and without any there is nothing to say', () => {
    expect(onTerminal(EACH, { verbosity: 'quiet' })).not.toContain('waivers');
    expect(onTerminal([])).not.toContain('waivers');
  });

  test('a baseline that has expired does not fill the screen', () => {
    const many = Array.from({ length: 50 }, () => use({ state: 'expired', daysLeft: -1 }));
    const text = onTerminal(many);
    expect(text.match(/^ {4}expired/gm)).toHaveLength(20);
    expect(text).toContain('    and 30 more: landfall waivers list\n');
  });
});

test('markdown has all of them, after the domains', () => {
  const text = renderMarkdown(reportOf([finding()], { waivers: [...EACH] }));
  expect(text).toContain(`Waivers: ${COUNTS}.\n\n- waiver expired: PAST, `);
  expect(text.match(/^- waiver /gm)).toHaveLength(6);
  expect(renderMarkdown(reportOf([finding()]))).not.toContain('Waivers');
});

test('what reaches a resource says where', () => {
  const waiver = use({ subject: null, resource: 'arn:x', account: '123456789012', state: 'void' });
  expect(onTerminal([waiver])).toContain('W-1 sg/ingress-exact › arn:x (123456789012), until');
});
