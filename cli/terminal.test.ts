import { expect, test } from '@jest/globals';
import { terminalStyle } from './terminal.ts';

const stream = (isTTY: boolean, columns = 100) =>
  ({ isTTY, columns }) as unknown as NodeJS.WriteStream;

test.each<[string, boolean, NodeJS.ProcessEnv, object]>([
  ['a terminal', true, {}, { width: 100, color: true, ascii: false }],
  ['a pipe', false, {}, { width: 120, color: false, ascii: false }],
  ['COLUMNS says how wide', false, { COLUMNS: '40' }, { width: 40 }],
  ['NO_COLOR', true, { NO_COLOR: '1' }, { color: false }],
  ['an empty NO_COLOR says nothing', true, { NO_COLOR: '' }, { color: true }],
  ['a dumb terminal', true, { TERM: 'dumb' }, { color: false }],
  ['FORCE_COLOR in CI', false, { FORCE_COLOR: '1' }, { color: true }],
  ['NO_COLOR wins over FORCE_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, { color: false }],
  ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, { color: false }],
  ['a locale without UTF-8', true, { LANG: 'C' }, { ascii: true }],
  ['a locale with UTF-8', true, { LC_ALL: 'en_US.UTF-8', LANG: 'C' }, { ascii: false }],
])('%s', (_, isTTY, environment, expected) => {
  expect(terminalStyle(stream(isTTY), environment)).toMatchObject(expected);
});
