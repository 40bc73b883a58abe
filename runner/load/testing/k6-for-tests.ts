import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import type { K6Binary } from '../k6-binary.ts';

const GET_TIMEOUT_MS = 30 * 60_000;
/** What tests are registered with that are skipped. */
const NO_K6: K6Binary = { program: '', version: '', source: 'path' };

/**
 * `describe` for tests that need k6, which is built as a user would build it. Where it cannot be had they are skipped and
 * counted as such, and it is said why; in CI they fail.
 */
export function describeWithK6(title: string, tests: (k6: K6Binary) => void): void {
  // Jest cannot wait for anything before it knows which tests there are.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'get-k6.ts')],
    {
      encoding: 'utf8',
      timeout: GET_TIMEOUT_MS,
    },
  );
  const isHere = status === 0;
  if (!isHere) {
    const why = `k6 cannot be had for the tests "${title}": ${stderr.trim()}`;
    if (process.env['CI'] === 'true') throw new Error(why);
    process.stderr.write(`${why}\n`);
  }
  const register = isHere ? describe : describe.skip;
  register(title, () => {
    tests(isHere ? (JSON.parse(stdout) as K6Binary) : NO_K6);
  });
}
