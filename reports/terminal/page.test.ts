import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { withoutStyles } from '../testing/hostile.ts';
import { blank, columnsOf, cut, whole, wrapped, type Page } from './page.ts';

const page: Page = { width: 30, color: false, ascii: false };
const label = [{ text: '  rule   ' }];

describe('wrapped', () => {
  test.each([
    ['a short text', label, 'It holds.', ['  rule   It holds.']],
    [
      'a long one, under its first line',
      label,
      'ECS service runs the declared number of tasks',
      ['  rule   ECS service runs the', '         declared number of', '         tasks'],
    ],
    [
      'a word that is longer than a line, whole',
      label,
      'on arn:aws:ecs:eu-west-1:123456789012:service/main now',
      ['  rule   on', '         arn:aws:ecs:eu-west-1:123456789012:service/main', '         now'],
    ],
    ['nothing', label, '', ['  rule']],
    [
      'a prefix that leaves no room, above its text',
      [{ text: '         circuitBreaker.rollback ' }],
      'expected true',
      ['         circuitBreaker.rollback', '        expected true'],
    ],
    [
      'wide letters by their columns',
      blank(2),
      '队列队列队列 队列队列队列 队列',
      ['  队列队列队列 队列队列队列', '  队列'],
    ],
    ['a command at the start of a line', blank(4), '::error::x', ['   ·::error::x']],
    ['a command without a prefix', [], '::error::x', ['·::error::x']],
  ])('shows %s', (_what, prefix, text, lines) => {
    expect(wrapped(page, prefix, [{ text }])).toEqual(lines);
  });

  test('later lines stand at the column that is asked for', () => {
    const mark = [{ text: 'NOT CHECKED ' }];
    expect(wrapped(page, mark, [{ text: 'critical backup/vault-lock' }], 4)).toEqual([
      'NOT CHECKED critical',
      '    backup/vault-lock',
    ]);
  });

  test('spans without a blank between them are one word', () => {
    const spans = [{ text: 'aaaaaaaaaaaaaaa' }, { text: 'bbbbbbbbbbbbbbb' }, { text: ' c' }];
    expect(wrapped(page, blank(1), spans)).toEqual([' aaaaaaaaaaaaaaabbbbbbbbbbbbbbb', ' c']);
  });

  test('no line is longer than the page as long as no word is, and no word is lost', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'é', '队', '7', '-'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 24, max: 120 }), (words, width) => {
        const lines = wrapped({ ...page, width }, blank(8), [{ text: words.join(' ') }]);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.flatMap((line) => line.split(' ')).filter(Boolean)).toEqual(words);
      }),
    );
  });
});

test('colour adds escapes and moves nothing', () => {
  const body = [{ text: 'expected "COMPLETED" and', style: 'bad' as const }, { text: ' more' }];
  const plain = wrapped(page, label, body);
  const colored = wrapped({ ...page, color: true }, label, body);
  expect(colored.map(withoutStyles)).toEqual(plain);
  expect(colored).toEqual([
    '  rule   \u001b[31mexpected "COMPLETED"\u001b[0m',
    '         \u001b[31mand\u001b[0m more',
  ]);
});

test.each([
  ['  orders:', '  orders:'],
  ['    ingress: [{ cidr: 10.20.0.0/16 }]', '    ingress: [{ cidr: 10.20.0…'],
  ['队列队列队列队列队列队列队列队列', '队列队列队列队列队列队列队列…'],
])('source code is cut where the page ends: %s', (source, shown) => {
  expect(cut(page, [{ text: source }])).toBe(shown);
});

test('what is to be copied stays on one line', () => {
  const command = 'landfall run compliance --spec specs/golden.yaml --only ecs';
  expect(whole(page, [{ text: '  rerun  ' }], [{ text: command }])).toBe(`  rerun  ${command}`);
});

test('columns are counted as they are shown', () => {
  expect(columnsOf(page, [{ text: '队' }, { text: '\u0000' }])).toBe(2 + '\\u{0}'.length);
  expect(columnsOf({ ...page, ascii: true }, [{ text: '队' }])).toBe('\\u{961f}'.length);
});
