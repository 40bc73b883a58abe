import { expect, test } from '@jest/globals';
import { codeFrame, sourceLines } from './code-frame.ts';
import type { Page } from './page.ts';

const page: Page = { width: 80, color: false, ascii: false };
const SPEC = Array.from({ length: 11 }, (_, index) => `line${index + 1}:`).join('\n');

test.each([
  [1, ['  ▶ 1 │ line1:', '    2 │ line2:', '    3 │ line3:']],
  [9, ['     8 │ line8:', '  ▶  9 │ line9:', '    10 │ line10:', '    11 │ line11:']],
  [11, ['    10 │ line10:', '  ▶ 11 │ line11:']],
  [0, []],
  [12, []],
])('line %d', (line, frame) => {
  expect(codeFrame(page, sourceLines(`${SPEC}\n`), line, 2)).toEqual(frame);
});

test('ASCII has its own signs, and Windows its own ends of lines', () => {
  expect(codeFrame({ ...page, ascii: true }, sourceLines('a:\r\n\tb: 1\r\n'), 2, 0)).toEqual([
    '  1 | a:',
    '> 2 |   b: 1',
  ]);
});
