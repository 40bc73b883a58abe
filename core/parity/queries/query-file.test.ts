import { expect, test } from '@jest/globals';
import { parseQueryFile } from './query-file.ts';

const parse = (text: string) => parseQueryFile('queries/a.sql', 'a.sql', text);

test('one statement, with what its head declares', () => {
  const text =
    '-- The most expensive orders\n--order: any\r\n-- param: 10\n -- PARAM:  a b \n\nSELECT 1 -- in it\n ORDER BY 1;\n-- behind it';
  expect(parse(text)).toEqual({
    query: {
      name: 'a.sql',
      place: 'queries/a.sql:6',
      sql: 'SELECT 1 -- in it\n ORDER BY 1',
      parameters: ['10', 'a b'],
      order: 'any',
    },
  });
});

test.each([
  ['SELECT 1', 'any'],
  ['SELECT 1 ORDER BY 1', 'rows'],
  ['-- order: rows\nSELECT 1', 'rows'],
  ['-- order: any\nSELECT 1 ORDER BY 1', 'any'],
  // What is commented out is not declared.
  ['/*\n-- order: any\n*/ SELECT 1 ORDER BY 1', 'rows'],
])('%s: the order is %s', (text, order) => {
  expect(parse(text)).toMatchObject({ query: { order, parameters: [] } });
});

const EMPTY = 'The file holds no query. Write one SELECT, VALUES, TABLE or WITH into it.';

test.each([
  ['', [`queries/a.sql:1: ${EMPTY}`]],
  ['-- order: rows\n;;', [`queries/a.sql:1: ${EMPTY}`]],
  [
    "SELECT ';';\n\nSELECT 2; SELECT 3",
    ['queries/a.sql:3: A second statement begins here. Give each query a file of its own.'],
  ],
  [
    '-- order: any\n-- order: rows\nSELECT 1',
    ['queries/a.sql:2: The order is declared twice: keep one of the lines.'],
  ],
  [
    '\n-- order: down\nSELECT 1\n-- order: rows',
    [
      'queries/a.sql:2: The order is "rows" or "any", not "down".',
      'queries/a.sql:4: What is declared must stand above the query: move "order" there.',
    ],
  ],
])('%j is none', (text, problems) => {
  expect(parse(text)).toEqual({ problems });
});
