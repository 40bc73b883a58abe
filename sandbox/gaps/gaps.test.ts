import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Completion } from '../overlay/completion.ts';
import { COMPLETIONS } from '../overlay/completions/registry.ts';
import { gapsText, withGaps } from './gaps.ts';

const completion = (service: string, operation: string, means: object): Completion => ({
  form: 'json',
  service,
  operations: [operation],
  gap: `What ${operation} lacks.`,
  ...means,
});

test('each gap stands under its service, with the means', () => {
  const text = gapsText([
    completion('sqs', 'One', { answer: () => ({}) }),
    completion('ecs', 'Two', { complete: () => ({}) }),
    completion('sqs', 'Three', { prepare: () => ({}) }),
  ]);
  expect(text).toBe(`### ecs

- \`Two\`: What Two lacks. _Completed._

### sqs

- \`One\`: What One lacks. _Answered by the overlay._
- \`Three\`: What Three lacks. _Changed or refused before the emulator is asked._`);
});

test('a page without a place for them is refused', () => {
  expect(() => withGaps('# The sandbox', 'text')).toThrow('The page has no place for the gaps.');
});

test('docs/sandbox.md has the gaps of today; node sandbox/gaps/main.ts writes them', async () => {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'sandbox.md');
  const page = await readFile(file, 'utf8');
  expect(page).toBe(withGaps(page, gapsText(COMPLETIONS)));
});
