import type { Counts, DomainVerdict } from '../../core/verdict.ts';
import { answerOf, countsInWords, VERDICTS } from '../status-table.ts';
import { blank, columnsOf, wrapped, type Page, type Span } from './page.ts';

const COLUMNS: readonly { readonly title: string; readonly of: (counts: Counts) => number }[] = [
  { title: 'total', of: total },
  { title: 'pass', of: ({ pass }) => pass },
  { title: 'fail', of: ({ fail }) => fail },
  { title: 'err', of: ({ error, unknown, notChecked }) => error + unknown + notChecked },
  { title: 'unsettled', of: ({ unsettled }) => unsettled },
  { title: 'waived', of: ({ waived }) => waived },
  { title: 'n/a', of: ({ notApplicable }) => notApplicable },
];
const VERDICT_WIDTH = '  ✔ CONDITIONAL GO'.length;

/** A row a domain; where the page is too narrow for columns, a line in words. */
export function domainTable(page: Page, domains: readonly DomainVerdict[]): string[] {
  if (domains.length === 0) return [];
  const nameWidth = Math.max(
    6,
    ...domains.map(({ domain }) => columnsOf(page, [{ text: domain }])),
  );
  const widths = COLUMNS.map(
    ({ title, of }) =>
      2 + Math.max(title.length, ...domains.map(({ counts }) => String(of(counts)).length)),
  );
  const needed = 2 + nameWidth + widths.reduce((sum, width) => sum + width, 0) + VERDICT_WIDTH;
  if (needed > page.width) return domains.flatMap((domain) => inWords(page, domain));
  const titles = COLUMNS.map(({ title }, index) => title.padStart(widths[index] ?? 0)).join('');
  return [
    ...wrapped(
      page,
      [{ text: `  ${'domain'.padEnd(nameWidth)}${titles}  verdict`, style: 'quiet' }],
      [],
    ),
    ...domains.flatMap((domain) => row(page, domain, nameWidth, widths)),
  ];
}

function row(
  page: Page,
  domain: DomainVerdict,
  nameWidth: number,
  widths: readonly number[],
): string[] {
  const name: Span = { text: domain.domain };
  const numbers = COLUMNS.map(({ of }, index) =>
    String(of(domain.counts)).padStart(widths[index] ?? 0),
  );
  return wrapped(
    page,
    [
      ...blank(2),
      name,
      ...blank(nameWidth - columnsOf(page, [name])),
      { text: `${numbers.join('')}  ` },
      answer(page, domain),
    ],
    [],
  );
}

function inWords(page: Page, domain: DomainVerdict): string[] {
  return [
    ...wrapped(page, blank(2), [
      { text: domain.domain, style: 'strong' },
      { text: ' ' },
      answer(page, domain),
    ]),
    ...wrapped(page, blank(4), [{ text: countsInWords(domain.counts) }]),
  ];
}

function answer({ ascii }: Page, domain: DomainVerdict): Span {
  const text = answerOf(domain);
  if (domain.verdict === null) return { text: `${ascii ? '-' : '–'} ${text}`, style: 'quiet' };
  const { glyph, asciiGlyph, tone } = VERDICTS[domain.verdict];
  return { text: `${ascii ? asciiGlyph : glyph} ${text}`, style: tone };
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
