// Memory is that of a process of its own: that of a test is Jest's.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';
import { FORMATS } from './formats.ts';

jest.setTimeout(300_000);

const LIMIT_MIB = 512;

interface Written {
  readonly format: string;
  readonly bytes: number;
  readonly maxRssMiB: number;
}

test('100,000 findings are written in every format within 512 MiB', async () => {
  const program = join(__dirname, 'testing', 'stream-formats.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${LIMIT_MIB}`,
    program,
  ]);
  const written = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Written);
  expect(written.map(({ format }) => format)).toEqual(Object.keys(FORMATS));
  expect(written.filter(({ bytes }) => bytes === 0)).toEqual([]);
  expect(written.filter(({ maxRssMiB }) => maxRssMiB > LIMIT_MIB)).toEqual([]);
});
