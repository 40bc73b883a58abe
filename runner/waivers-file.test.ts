import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { baselineText, createBaseline } from '../core/waivers/baseline.ts';
import { withWaiver } from '../core/waivers/edit.ts';
import { failing, waiving } from '../core/waivers/testing/findings.ts';
import { loadWaivers, writeShared } from './waivers-file.ts';

// The first to ask for the names of the checks compiles them all.
jest.setTimeout(120_000);

const TODAY = '2026-11-29';
const NOWHERE = { waivers: null, baseline: null };
const WAIVERS = withWaiver(null, waiving());
const BASELINE = baselineText(
  createBaseline(
    { id: 'R', takenAt: '2026-11-29T12:00:00.000Z', findings: [failing()] },
    { reason: 'Stood before the cutover.', owner: '@ops', expires: '2027-02-28' },
    null,
  ).baseline,
);

let folder = '';
let spec = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-waivers-'));
  spec = join(folder, 'spec.yaml');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('without files there are none', async () => {
  expect(await loadWaivers(spec, NOWHERE, TODAY)).toEqual({ waivers: [], texts: new Map() });
});

test('both files are found beside the spec, and kept under their names', async () => {
  await writeFile(join(folder, 'landfall.waivers.yaml'), WAIVERS);
  await writeFile(join(folder, 'landfall.baseline.yaml'), BASELINE);
  const { waivers, texts } = await loadWaivers(spec, NOWHERE, TODAY);
  expect(waivers.map(({ id }) => id)).toEqual([
    'W-1',
    expect.stringMatching(/^baseline\/[0-9a-f]{32}$/),
  ]);
  expect([...texts]).toEqual([
    ['landfall.waivers.yaml', WAIVERS],
    ['landfall.baseline.yaml', BASELINE],
  ]);
});

test('a file that is named is taken instead, and kept under the name by which it is found again', async () => {
  await writeFile(join(folder, 'landfall.waivers.yaml'), 'not: read');
  const waivers = join(folder, 'others.yaml');
  await writeFile(waivers, WAIVERS);
  const { texts } = await loadWaivers(spec, { ...NOWHERE, waivers }, TODAY);
  expect([...texts]).toEqual([['landfall.waivers.yaml', WAIVERS]]);
});

test('a file that is named and not there is an error, not a run without waivers', async () => {
  const missing = join(folder, 'none.yaml');
  await expect(loadWaivers(spec, { ...NOWHERE, waivers: missing }, TODAY)).rejects.toThrow(
    `${missing}: there is no such file. Name it with --waivers.`,
  );
  await expect(loadWaivers(spec, { ...NOWHERE, baseline: missing }, TODAY)).rejects.toThrow(
    `${missing}: there is no such file. Name it with --baseline.`,
  );
});

test('a mistake in a file stops the run before it begins', async () => {
  const file = join(folder, 'landfall.waivers.yaml');
  await writeFile(file, WAIVERS.replace('ingress-exact', 'ingress-exat'));
  await expect(loadWaivers(spec, NOWHERE, TODAY)).rejects.toThrow(
    `${file}:5:12  error  waivers[0].check: there is no check "sg/ingress-exat" — did you mean "sg/ingress-exact"?`,
  );
});

test('a folder of that name is an error, not a run without waivers', async () => {
  await expect(loadWaivers(spec, { ...NOWHERE, waivers: folder }, TODAY)).rejects.toThrow(
    /it cannot be read \(EISDIR/,
  );
});

test('a file keeps who may read it, and a new one may be read by all', async () => {
  const file = join(folder, 'a.yaml');
  const modeOf = async () => ((await stat(file)).mode & 0o777).toString(8);
  await writeShared(file, 'one');
  expect(await modeOf()).toBe('644');
  await chmod(file, 0o640);
  await writeShared(file, 'two');
  expect(await modeOf()).toBe('640');
  expect(await readFile(file, 'utf8')).toBe('two');
});

test('a file that cannot be written says so', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(writeShared(join(folder, 'file', 'a.yaml'), '')).rejects.toThrow(
    /cannot be written: .* It is as it was\.$/,
  );
});
