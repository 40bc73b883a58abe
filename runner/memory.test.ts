import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

/** What holds new objects, in MiB: first with the settings, then after a million objects that stay in use. */
const PROGRAM = `
  import { getHeapSpaceStatistics } from 'node:v8';
  const capacity = () => {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    return Math.round((space.space_used_size + space.space_available_size) / 1024 ** 2);
  };
  await import(process.argv[1]);
  const first = capacity();
  const kept = Array.from({ length: 1_000_000 }, (_, id) => ({ id }));
  console.log(first, capacity(), kept.length);
`;

test('the space for new objects has its size from the start, and keeps it', async () => {
  const settings = join(import.meta.dirname, 'memory.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    PROGRAM,
    settings,
  ]);
  expect(stdout).toBe('8 8 1000000\n');
});
