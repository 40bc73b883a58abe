import { expect, test } from '@jest/globals';
import type { ParityDocument, TableResult } from '../core/parity/document.ts';
import { renderParity } from './parity-terminal.ts';

const result: TableResult = {
  table: 'public.orders',
  verdict: 'equal',
  notes: [],
  mode: 'range',
  key: ['id'],
  rows: { source: 1_234_567, target: 1_234_567 },
  bytes: { source: 1, target: 1 },
  columns: { compared: 2, total: 2, skipped: [] },
  parts: { total: 1, resumed: 0 },
  durationMs: 1_500,
  counts: { missing: 0, extra: 0, changed: 0, unstable: 0, unlocatedParts: 0 },
  differences: [],
};
const document: ParityDocument = {
  formatVersion: 1,
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  tool: '0.1.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T00:00:01.000Z',
  complete: true,
  live: false,
  servers: { source: 'old:5432/app', target: 'new:5432/app' },
  algorithm: 'hashtextextended',
  verdict: 'equal',
  tables: [result],
  ignored: [],
  notes: [],
};
const options = { color: false, folder: '.landfall/parity/x', exitCode: 0 };

test('equal tables are a line each', () => {
  expect(renderParity(document, options)).toBe(`old:5432/app and new:5432/app

table          verdict       rows     target  missing  extra  changed   time
public.orders  equal    1 234 567  1 234 567        0      0        0  1.5 s

EQUAL: every row of every table is the same on both sides.
.landfall/parity/x  exit code 0
`);
});

test('what differs is told with its reasons, and hostile names are written out', () => {
  const text = renderParity(
    {
      ...document,
      verdict: 'different',
      complete: false,
      ignored: [{ name: 'public.far', reason: 'a foreign table holds no rows of its own' }],
      tables: [
        {
          ...result,
          table: 'public.a\u001b[31m',
          verdict: 'different',
          notes: ['The target does not have lost.'],
          counts: { ...result.counts, missing: 1, changed: 1, extra: 1 },
          differences: [
            { kind: 'missing', key: ['1', null], copies: { source: 3, target: 0 }, columns: null },
            {
              kind: 'changed',
              key: ['2'],
              copies: { source: 1, target: 1 },
              columns: [{ column: 'v', reason: 'null or empty', source: null, target: '' }],
            },
          ],
        },
      ],
    },
    { ...options, exitCode: 1 },
  );
  expect(text).not.toContain('\u001b');
  expect(text).toContain('  The target does not have lost.\n');
  expect(text).toContain('  missing on the target: 1, NULL (3 and 0 copies)\n');
  expect(text).toContain('  changed: 2; v: null or empty (NULL and "")\n');
  expect(text).toContain('public.far: a foreign table holds no rows of its own');
  expect(text).toContain('DIFFERENT: the two sides do not have the same content.');
  expect(text).toContain('landfall parity --resume 01ARZ3NDEKTSV4RRFFQ69G5FAV');
});
