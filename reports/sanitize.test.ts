import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  clip,
  fit,
  forFence,
  forHtml,
  forJson,
  forMarkdown,
  forSecurityHub,
  forSlack,
  forTerminal,
  forXml,
} from './sanitize.ts';
import { hostileText } from './testing/hostile.ts';

test.each([
  ['plain text', 'main/api', 'main/api'],
  ['words of any language', 'Größe 队列', 'Größe 队列'],
  ['an escape', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['a C1 control', 'a\u009bb', 'a\\u{9b}b'],
  ['a bidi override', 'a\u202eb', 'a\\u{202e}b'],
  ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
  ['a blank that is no space', 'a\u00a0b', 'a\\u{a0}b'],
  ['an invisible letter', 'a\u3164b', 'a\\u{3164}b'],
  ['half of a pair', 'a\ud800b', 'a\\u{d800}b'],
  ['the end of a line', 'a  \r\n  b', 'a b'],
  ['a tabulator', 'a\tb', 'a b'],
  ['a command of GitHub', '##[group]', '# #[group]'],
  ['a command of Azure', 'a ##vso[task.complete]', 'a # #vso[task.complete]'],
  ['a heading', '## title [1]', '## title [1]'],
])('a terminal, XML and a fence show %s', (_what, text, shown) => {
  expect(forTerminal(text, false)).toBe(shown);
  expect(forXml(text)).toBe(shown);
  expect(forFence(text)).toBe(shown);
  expect(forSecurityHub(text)).toBe(shown);
});

test('an ASCII terminal shows the code of what it cannot show', () => {
  expect(forTerminal('Größe 👍', true)).toBe('Gr\\u{f6}\\u{df}e \\u{1f44d}');
});

test.each([
  ['a mention', '@octocat', '@&#8203;octocat'],
  ['a reference', 'see #12 and GH-12', 'see #&#8203;12 and GH&#8203;-12'],
  ['a link', 'https://x.example', 'https&#8203;://x.example'],
  ['a named link', '[a](b)', '&#91;a&#93;(b)'],
  ['a tag', '<b>', '&#60;b&#62;'],
  ['a table', 'a|b', 'a&#124;b'],
  ['code', '`a`', '&#96;a&#96;'],
  ['emphasis', '*a* _b_ ~c~', '&#42;a&#42; &#95;b&#95; &#126;c&#126;'],
  ['an entity', '&lt;', '&#38;lt;'],
  ['a formula', '$x$', '&#36;x&#36;'],
  ['an ARN', 'arn:aws:ecs:eu-west-1::x/y', 'arn:aws:ecs:eu-west-1::x/y'],
])('markdown shows %s as text', (_what, text, shown) => {
  expect(forMarkdown(text)).toBe(shown);
});

test.each([
  ['a call to everybody', '<!channel>', '&lt;!channel&gt;'],
  ['a mention', '<@U012AB3CD> @here', '&lt;@\u200bU012AB3CD&gt; @\u200bhere'],
  ['a channel', '#general', '#\u200bgeneral'],
  ['a named link', '<https://x.example|a>', '&lt;https\u200b://x.example|a&gt;'],
  ['a link', 'www.x.example', 'www\u200b.x.example'],
  ['an entity', '&lt;', '&amp;lt;'],
  ['the end of a line', 'a\nb', 'a b'],
  ['an ARN', 'arn:aws:ecs:eu-west-1::x/y', 'arn:aws:ecs:eu-west-1::x/y'],
])('Slack shows %s as text', (_what, text, shown) => {
  expect(forSlack(text)).toBe(shown);
});

test.each([
  ['words', 'main/api: 2 of 4', 'main/api: 2 of 4'],
  ['an ARN', 'arn:aws:ecs:eu-west-1::x/y', 'arn:aws:ecs:eu-west-1::x/y'],
  ['words of any language', 'Größe 队列', 'Größe 队列'],
  ['a tag', '</script><b>', '&#60;/script&#62;&#60;b&#62;'],
  ['the end of an attribute', '" onclick="x', '&#34; onclick=&#34;x'],
  ['an entity', '&lt;', '&#38;lt;'],
  ['an escape', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['a bidi override', 'a\u202eb', 'a\\u{202e}b'],
  ['the end of a line', 'a\n::error::b', 'a ::error::b'],
  ['a command of GitHub', '  ::error::b', '  &#58;:error::b'],
  ['a command of Azure', '##vso[x]', '&#35;#vso[x]'],
])('HTML shows %s as text', (_what, text, shown) => {
  expect(forHtml(text)).toBe(shown);
});

test('JSON keeps its value, whatever its strings hold', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.array(hostileText)), (value) => {
      const text = forJson(JSON.stringify(value));
      expect(JSON.parse(text)).toEqual(value);
      expect(text).not.toMatch(/[\u007f-\u009f\u202e\u2028]|##\w*\[/);
    }),
  );
});

test('two texts of one line that differ are shown differently', () => {
  expect(forTerminal('a\u00adb', false)).not.toBe(forTerminal('ab', false));
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc... (4 characters)'],
  ['ab👍d', 3, 'ab... (5 characters)'],
])('%s clipped to %d characters', (text, limit, clipped) => {
  expect(clip(text, limit)).toBe(clipped);
});

test.each([
  ['abcd', 4, 'abcd'],
  ['abcde', 4, 'a...'],
  ['a👍cde', 5, 'a...'],
])('%s within %d characters', (text, limit, fitted) => {
  expect(fit(text, limit)).toBe(fitted);
});
