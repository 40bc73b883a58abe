import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Finding } from '../../core/finding.ts';
import { dayAfter, dayOf } from '../../core/waivers/day.ts';
import { withWaiver } from '../../core/waivers/edit.ts';
import { failing, waiving } from '../../core/waivers/testing/findings.ts';
import { renderJson } from '../../reports/json.ts';
import { reportOf } from '../../reports/testing/reports.ts';
import { baselineCommand } from './baseline.ts';
import { waiversCommand, type WaiversFlags } from './waivers.ts';

// The first to ask for the names of the checks compiles them all.
jest.setTimeout(120_000);

const TODAY = dayOf(new Date().toISOString());
const SOON = dayAfter(TODAY, 10);
const TERMS = { reason: 'Until the import is over.', owner: '@dba', expires: SOON };
const OLD = '01KATZ9XJ0D4R8V0C2Q3Y5W7N8';
const NEW = '01KATZ9XJ0D4R8V0C2Q3Y5W7N9';

let folder = '';
let said = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-waivers-'));
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function store(id: string, ...findings: readonly Finding[]): Promise<void> {
  const report = reportOf(findings);
  const spec = { ...report.run.spec, file: join(folder, 'spec.yaml') };
  await mkdir(join(folder, 'runs', id), { recursive: true });
  const text = renderJson({ ...report, run: { ...report.run, id, spec } });
  await writeFile(join(folder, 'runs', id, 'run.json'), text);
}

const file = () => join(folder, 'landfall.waivers.yaml');
const baselineFile = () => join(folder, 'landfall.baseline.yaml');
const waivers = (action: string, words: readonly string[], flags: WaiversFlags = {}) =>
  waiversCommand(action, words[0] ?? null, words[1] ?? null, {
    store: join(folder, 'runs'),
    ...flags,
  });
const baseline = (flags: { readonly acceptNew?: boolean } = {}) =>
  baselineCommand('create', { store: join(folder, 'runs'), ...TERMS, ...flags });
const WORDS = ['sg/ingress-exact', 'db'];

describe('waivers add', () => {
  test('several at once lose nothing of each other', async () => {
    const subjects = ['db', 'web', 'queue'];
    await store(NEW, ...subjects.map((subject) => failing({ subject })));
    const added = subjects.map((subject) => waivers('add', ['sg/ingress-exact', subject], TERMS));
    expect(await Promise.all(added)).toEqual([0, 0, 0]);
    const text = await readFile(file(), 'utf8');
    expect(text.match(/subject: \w+/g)?.sort()).toEqual(
      subjects.map((subject) => `subject: ${subject}`).sort(),
    );
  });

  test('writes what the failure of the run was, and no more', async () => {
    await store(NEW, failing());
    expect(await waivers('add', WORDS, { ...TERMS, approvedBy: '@sec', id: 'MIG-1' })).toBe(0);
    expect((await readFile(file(), 'utf8')).split('waivers:\n')[1]).toBe(`  - id: MIG-1
    check: sg/ingress-exact
    match:
      subject: db
      account: "123456789012"
      region: us-east-1
    reason: Until the import is over.
    owner: "@dba"
    expires: ${SOON}
    approvedBy: "@sec"
    maxSeverity: high
    message: The security group has undeclared rules.
    actual:
      ingress:
        - tcp 22 from 0.0.0.0/0
    details:
      - "Not declared: tcp 22 from 0.0.0.0/0."
`);
    expect(said).toBe(`MIG-1 is added to ${file()}: sg/ingress-exact on db, until ${SOON}.\n`);
  });

  test('pins every fact when told to, and finds an id that is free', async () => {
    await store(NEW, failing());
    await waivers('add', WORDS, TERMS);
    await waivers('add', WORDS, { ...TERMS, pin: true });
    const text = await readFile(file(), 'utf8');
    const [first = '', second = ''] = text.split('- id: ').slice(1);
    expect(second.split('\n')[0]).toBe(`${first.split('\n')[0] ?? ''}-2`);
    expect([first, second].map((entry) => entry.includes('count: 1'))).toEqual([false, true]);
  });

  test.each<[string, readonly string[], WaiversFlags, string | RegExp]>([
    ['without terms', WORDS, {}, /^waivers add needs --reason and --owner and --expires: /],
    ['without an owner', WORDS, { ...TERMS, owner: undefined as never }, /needs --owner:/],
    ['with a short reason', WORDS, { ...TERMS, reason: 'later' }, /must say why, in 10 characters/],
    [
      'until a day that is past',
      WORDS,
      { ...TERMS, expires: '2026-01-01' },
      /2026-01-01 is past\.$/,
    ],
    ['for too long', WORDS, { ...TERMS, expires: dayAfter(TODAY, 181) }, /at most 180 days ahead/],
    ['without a subject', ['sg/ingress-exact'], TERMS, /wants the check and the subject/],
    [
      'of what passes',
      ['sg/ingress-exact', 'ok'],
      TERMS,
      /is pass in run .*: failures alone can be/,
    ],
    ['of what is unknown', ['sg/ingress-exact', 'blind'], TERMS, /is unknown in run /],
    ['of what is not there', ['sg/ingress-exact', 'dbb'], TERMS, /on dbb — did you mean "db"\?$/],
    ['of what is waived', ['sg/ingress-exact', 'waived'], TERMS, /is waived already, by W-0 until/],
    ['of a wrong account', ['account/identity', 'a'], TERMS, /right account cannot be waived/],
    ['of what has no name', ['sg/undeclared-groups', 'all'], TERMS, /what the spec does not name/],
  ])('%s is refused, and nothing is written', async (_, words, flags, message) => {
    const waiver = { id: 'W-0', reason: 'r', owner: 'o', expires: '2026-12-31' };
    await store(
      NEW,
      failing(),
      failing({ subject: 'ok', status: 'pass' }),
      failing({ subject: 'blind', status: 'unknown' }),
      failing({ subject: 'waived', waiver }),
      failing({ check: 'account/identity', subject: 'a' }),
      failing({ check: 'sg/undeclared-groups', subject: 'all', details: [] }),
    );
    await expect(waivers('add', words, flags)).rejects.toThrow(message);
    expect(await readdir(folder)).toEqual(['runs']);
  });
});

test('waivers list tells what becomes of each by the run, and which are not of it', async () => {
  const text = ['sg/ingress-exact', 'ecs/service-events']
    .map((check, index) => waiving({ id: `W-${index}`, check, expires: SOON }))
    .reduce<string | null>(withWaiver, null);
  await writeFile(file(), text ?? '');
  await store(OLD, failing({ status: 'pass' }));
  await store(NEW, failing());
  await waivers('list', []);
  expect(said).toContain(`${file()}: 2 waivers, by run ${NEW} of smoke\n`);
  expect(said).toContain('    ends soon  W-0 sg/ingress-exact › db, until');
  expect(said).toContain(`    not of this run  W-1 ecs/service-events, until ${SOON}, @dba\n`);
  said = '';
  await waivers('list', [], { run: OLD });
  expect(said).toContain('    unused  W-0');
});

describe('waivers prune', () => {
  const entries = [
    waiving({ id: 'used', expires: SOON }),
    waiving({ id: 'unused', match: { subject: 'gone' }, expires: SOON }),
    waiving({ id: 'open', match: { subject: 'blind' }, expires: SOON }),
    waiving({ id: 'past', expires: '2026-01-01' }),
    waiving({ id: 'past-elsewhere', check: 'ecs/service-events', expires: '2026-01-01' }),
    waiving({ id: 'elsewhere', check: 'ecs/service-events', expires: SOON }),
  ];
  const text = entries.reduce<string | null>(withWaiver, null) ?? '';
  const ids = async () => (await readFile(file(), 'utf8')).match(/(?<=- id: ).*/g);

  test('shows what it would take out, and does so when told to', async () => {
    await writeFile(file(), text);
    await store(NEW, failing(), failing({ subject: 'blind', status: 'error' }));
    await waivers('prune', []);
    expect(said.match(/(?<=^Would take out: )\S+/gm)).toEqual(['unused', 'past', 'past-elsewhere']);
    expect(await readFile(file(), 'utf8')).toBe(text);
    await waivers('prune', [], { yes: true });
    expect(await ids()).toEqual(['used', 'open', 'elsewhere']);
    expect(await readdir(folder)).toEqual(['landfall.waivers.yaml', 'runs']);
  });

  test('without a file there is nothing to do', async () => {
    await store(NEW, failing());
    expect(await waivers('prune', [], { yes: true })).toBe(0);
    expect(await readdir(folder)).toEqual(['runs']);
  });
});

test('another action is refused by name', async () => {
  await store(NEW, failing());
  await expect(waivers('lst', [])).rejects.toThrow(
    'there is no "waivers lst"; there are list, add and prune',
  );
  await expect(baselineCommand('update', {})).rejects.toThrow(
    'there is no "baseline update"; there is create',
  );
});

describe('baseline create', () => {
  test('covers the failures of the run', async () => {
    await store(NEW, failing(), failing({ subject: 'ok', status: 'pass' }));
    await baseline();
    expect(said).toBe(`${baselineFile()} covers 1 failure until ${SOON}.\n`);
  });

  test('anew it covers more only when told to', async () => {
    await store(OLD, failing(), failing({ subject: 'mended' }));
    await baseline();
    const before = await readFile(baselineFile(), 'utf8');
    await store(
      NEW,
      failing(),
      failing({ subject: 'mended', status: 'pass' }),
      failing({ subject: 'new' }),
    );
    said = '';
    await expect(baseline()).rejects.toThrow(
      `${baselineFile()} does not cover 1 of the failures of run ${NEW}; --accept-new lets it. It is as it was.`,
    );
    expect(said).toBe('+ sg/ingress-exact on new\n- sg/ingress-exact on mended\n+1/-1\n');
    expect(await readFile(baselineFile(), 'utf8')).toBe(before);
    await baseline({ acceptNew: true });
    expect((await readFile(baselineFile(), 'utf8')).match(/(?<=subject: ).*/g)).toEqual([
      'db',
      'new',
    ]);
  });

  test('without terms it is refused', async () => {
    await expect(baselineCommand('create', {})).rejects.toThrow(/^baseline create needs --reason/);
  });
});
