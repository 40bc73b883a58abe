import { expect, test } from '@jest/globals';
import type { QueryParityDocument, QueryResult } from '../core/parity/queries/document.ts';
import { renderQueryParity } from './query-parity-terminal.ts';

const result: QueryResult = {
  query: 'orders/top.sql',
  place: 'queries/orders/top.sql:3',
  sql: 'SELECT 1',
  verdict: 'equal',
  notes: [],
  order: 'rows',
  columns: { source: null, target: null },
  rows: { source: 12_345, target: 12_345 },
  counts: { missing: 0, extra: 0, unlocatedParts: 0 },
  differences: [],
  timing: { source: [10], target: [12.5], sourceMs: 10, targetMs: 12.5, ratio: 1.25 },
  timingVerdict: 'not-judged',
  durationMs: 100,
};
const document: QueryParityDocument = {
  formatVersion: 1,
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  tool: '0.1.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T00:00:01.000Z',
  complete: true,
  servers: { source: 'old:5432/app', target: 'new:5432/app' },
  algorithm: 'hashtextextended',
  verdict: 'equal',
  timingVerdict: 'not-judged',
  maxSlowdown: null,
  queries: [result],
  obstacles: [],
};
const options = {
  width: 80,
  color: false,
  ascii: false,
  folder: '.landfall/parity/x',
  exitCode: 0,
};

test('equal queries are a line each', () => {
  expect(renderQueryParity(document, options)).toBe(`old:5432/app and new:5432/app

verdict    rows  target  source ms  target ms  ratio  query
equal    12 345  12 345       10.0       12.5   1.25  orders/top.sql

EQUAL: every query gives the same on both sides.
.landfall/parity/x  exit code 0
`);
});

test('what is not equal is told within eighty columns, and hostile texts are written out', () => {
  const text = renderQueryParity(
    {
      ...document,
      verdict: 'different',
      timingVerdict: 'slower',
      maxSlowdown: 1.5,
      complete: false,
      obstacles: [
        'The source has no extension pg_stat_statements, so its statements are not known.',
      ],
      queries: [
        {
          ...result,
          query: `${'deep/'.repeat(20)}a\u001b[31m.sql`,
          verdict: 'different',
          notes: ['Column 1, id, is integer on the source and bigint on the target. '.repeat(2)],
          differences: [
            { kind: 'missing', copies: { source: 1, target: 0 }, values: ['1', null, 'a\u001b'] },
            { kind: 'extra', copies: { source: 1, target: 3 }, values: null },
          ],
          timingVerdict: 'slower',
        },
        {
          ...result,
          query: 'statement 42',
          place: null,
          sql: 'SELECT a\nFROM b',
          verdict: 'unknown',
          notes: ['Neither side answers the query.'],
          rows: { source: null, target: null },
          timing: null,
        },
      ],
    },
    { ...options, exitCode: 1 },
  );
  expect(text).not.toContain('\u001b');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text).toContain('12 345  12 345       10.0       12.5  1.25 slow  deep/');
  expect(text).toContain('      -       -          -          -          -  statement 42');
  expect(text).toContain('  missing on the target: "1", NULL, "a\\u001b"\n');
  expect(text).toContain('  a row extra on the target (1 and 3 copies)\n');
  expect(text).toContain('statement 42\n  SELECT a FROM b\n  Neither side answers the query.\n');
  expect(text).toContain('DIFFERENT: not every query gives the same on both sides.');
  expect(text).toContain('TOO SLOW: some queries take the target more than 1.5 times the time.');
  expect(text).toContain('Interrupted: what was not run is unknown.');
});

test('nothing at all is not proven', () => {
  const text = renderQueryParity(
    { ...document, queries: [], verdict: 'unknown', timingVerdict: 'unknown', maxSlowdown: 2 },
    { ...options, exitCode: 3 },
  );
  expect(text).toContain('No query was compared.');
  expect(text).toContain('NOT PROVEN: not everything was compared.');
  expect(text).toContain('NOT PROVEN: not every time was measured.');
});
