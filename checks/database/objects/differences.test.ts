import { expect, test } from '@jest/globals';
import { meantBy } from './differences.ts';

const kinds = { table: ['table', 'tables'] } as const;
const fact = (kind: string, id: string) => ({ kind, id, def: {} });

test('the facts of the kinds, by kind and name, without those of the migration', () => {
  const facts = [fact('table', 'a.t'), fact('column', 'a.t'), fact('table', 'a.awsdms_status')];
  expect([...meantBy({ kinds }, facts).keys()]).toEqual(['table a.t']);
});

test('two facts of one name are not judged as one', () => {
  expect(() => meantBy({ kinds }, [fact('table', 'a.t'), fact('table', 'a.t')])).toThrow(
    'Two facts have the name table a.t.',
  );
});
