import { expect, test } from '@jest/globals';
import { terminalPage } from './terminal-page.ts';

const ESCAPE = '\u001b';

test.each([
  ['plain <text> & signs', 'plain &lt;text> &amp; signs'],
  [`a ${ESCAPE}[31mred${ESCAPE}[0m b`, 'a <span class="red">red</span> b'],
  [
    `${ESCAPE}[1mbold ${ESCAPE}[32mand green${ESCAPE}[0m`,
    '<span class="bold">bold </span><span class="bold green">and green</span>',
  ],
  [`${ESCAPE}[2mdim${ESCAPE}[39m no more`, '<span class="dim">dim</span> no more'],
])('%j', (text, html) => {
  expect(terminalPage(text, 80)).toContain(`<pre>${html}</pre>`);
});
