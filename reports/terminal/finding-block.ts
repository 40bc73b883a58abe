import { callsInWords, type CallsOf } from '../calls.ts';
import { factRows, inline, type FactRow } from '../facts-diff.ts';
import type { Group } from '../groups.ts';
import { clip } from '../sanitize.ts';
import { OUTCOMES } from '../status-table.ts';
import type { Finding } from '../../core/finding.ts';
import type { Cause } from '../../core/aws.ts';
import { codeFrame } from './code-frame.ts';
import { blank, columnsOf, wrapped, type Page, type Span } from './page.ts';

/** What the blocks of one report share. */
export interface BlockContext {
  readonly page: Page;
  readonly specFile: string;
  readonly specText: string | null;
  readonly account: string;
  readonly region: string;
  readonly callsOf: CallsOf;
}

const LABEL_WIDTH = 9;
const VALUE_LIMIT = 400;
const DETAILS_SHOWN = 20;
const SUBJECTS_SHOWN = 30;
const SIDE_BY_SIDE_KEY = 28;

/** One group of findings, in full: what, where in the spec, expected and actual, on which calls it rests. */
export function findingBlock(context: BlockContext, group: Group): string[] {
  const { page } = context;
  const { first } = group;
  return [
    ...heading(context, group),
    ...message(context, group),
    ...labelled(page, 'rule', [{ text: first.title, style: 'quiet' }]),
    ...specPlace(context, first),
    ...differences(page, first),
    ...first.details
      .slice(0, DETAILS_SHOWN)
      .flatMap((detail) => labelled(page, '', [{ text: `- ${clip(detail, VALUE_LIMIT)}` }])),
    ...(first.details.length > DETAILS_SHOWN
      ? labelled(page, '', [{ text: `- and ${first.details.length - DETAILS_SHOWN} more` }])
      : []),
    ...causes(page, first.causes),
    ...seen(context, first),
    ...resource(context, first),
    ...waiver(page, first),
    ...others(page, group),
    ...(group.outcome === 'fail'
      ? labelled(page, 'fix', [{ text: `landfall explain ${first.check}` }])
      : []),
  ];
}

/** One finding on a line or two, for those that need no attention. */
export function findingLine(context: BlockContext, group: Group): string[] {
  const { first } = group;
  const facts = factRows(null, first.actual).map((row) => `${row.key} ${sideText(row.actual)}`);
  const parts = [...facts, ...callsInWords(context.callsOf(first))];
  return [
    ...heading(context, group),
    ...(first.message === null ? [] : message(context, group)),
    ...(parts.length === 0
      ? []
      : wrapped(context.page, blank(LABEL_WIDTH), [{ text: parts.join('; '), style: 'quiet' }])),
  ];
}

function heading({ page }: BlockContext, { outcome, first }: Group): string[] {
  const { glyph, asciiGlyph, word, tone } = OUTCOMES[outcome];
  const mark = `${page.ascii ? asciiGlyph : glyph} ${word.toUpperCase()}`;
  return wrapped(
    page,
    [{ text: mark, style: tone }, { text: '  ' }],
    [{ text: `${first.severity} `, style: 'quiet' }, ...nameOf(page, first)],
  );
}

function nameOf({ ascii }: Page, { check, subject }: Finding): readonly Span[] {
  const name: Span = { text: check, style: 'strong' };
  return subject === '*' ? [name] : [name, { text: ` ${ascii ? '>' : '›'} ${subject}` }];
}

function message({ page }: BlockContext, { first }: Group): string[] {
  if (first.message === null) return [];
  return wrapped(page, blank(LABEL_WIDTH), [{ text: clip(first.message, VALUE_LIMIT) }]);
}

function specPlace({ page, specFile, specText }: BlockContext, { spec }: Finding): string[] {
  if (spec === null) return [];
  return [
    ...labelled(page, 'spec', [{ text: `${specFile}:${spec.line}:${spec.column}` }]),
    ...(specText === null ? [] : codeFrame(page, specText, spec.line, LABEL_WIDTH)),
  ];
}

function differences(page: Page, { expected, actual }: Finding): string[] {
  const rows = factRows(expected, actual);
  const differing = rows.filter(({ differs }) => differs);
  const same = rows.filter(({ differs }) => !differs);
  return [
    ...differing.flatMap((row, index) => differenceRows(page, row, index === 0 ? 'diff' : '')),
    ...(same.length === 0
      ? []
      : labelled(page, 'same', [
          {
            text: same.map(({ key, actual: value }) => `${key} ${sideText(value)}`).join(', '),
            style: 'quiet',
          },
        ])),
  ];
}

function differenceRows(page: Page, row: FactRow, label: string): string[] {
  const key: Span = { text: row.key, style: 'strong' };
  const columns = columnsOf(page, [key]);
  const sides: readonly Span[] = [
    ...(row.expected === undefined
      ? []
      : [{ text: `- expected  ${sideText(row.expected)}`, style: 'good' as const }]),
    ...(row.actual === undefined
      ? []
      : [{ text: `+ actual    ${sideText(row.actual)}`, style: 'bad' as const }]),
  ];
  const beside = columns <= SIDE_BY_SIDE_KEY && columns + LABEL_WIDTH + 32 <= page.width;
  if (!beside) {
    return [
      ...labelled(page, label, [key]),
      ...sides.flatMap((side) => wrapped(page, blank(LABEL_WIDTH), [side])),
    ];
  }
  return sides.flatMap((side, index) =>
    index === 0
      ? wrapped(page, [...labelSpan(label), key, { text: '  ' }], [side])
      : wrapped(page, blank(LABEL_WIDTH + columns + 2), [side]),
  );
}

function sideText(value: FactRow['actual']): string {
  return value === undefined ? 'nothing' : clip(inline(value), VALUE_LIMIT);
}

function causes(page: Page, all: readonly Cause[]): string[] {
  return all.flatMap(({ operation, code, action, message: text }) => [
    ...labelled(page, 'because', [{ text: clip(text, VALUE_LIMIT) }]),
    ...(operation === null
      ? []
      : labelled(page, 'call', [{ text: [operation, code].filter(Boolean).join(' ') }])),
    ...(action === null ? [] : labelled(page, 'grant', [{ text: action, style: 'strong' }])),
  ]);
}

function seen({ page, callsOf }: BlockContext, finding: Finding): string[] {
  const calls = callsInWords(callsOf(finding));
  return calls.length === 0 ? [] : labelled(page, 'seen', [{ text: calls.join(', ') }]);
}

function resource({ page, account, region }: BlockContext, finding: Finding): string[] {
  const elsewhere = finding.account !== account || finding.region !== region;
  const where = elsewhere ? `${finding.account} ${finding.region}` : '';
  const text = [finding.resource.arn, where].filter(Boolean).join(' ');
  return text === '' ? [] : labelled(page, 'on', [{ text }]);
}

function waiver(page: Page, { waiver: accepted }: Finding): string[] {
  if (accepted === null) return [];
  const { id, reason, owner, expires } = accepted;
  return labelled(page, 'waiver', [
    { text: `${id}: ${clip(reason, VALUE_LIMIT)} (${owner}, until ${expires})` },
  ]);
}

function others(page: Page, { first, others: more }: Group): string[] {
  if (more.length === 0) return [];
  const names = more
    .slice(0, SUBJECTS_SHOWN)
    .map(({ check, subject }) => (check === first.check ? subject : `${check} ${subject}`));
  const rest = more.length - names.length;
  const list = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return labelled(page, 'also', [
    { text: `the same on ${more.length} more: `, style: 'strong' },
    { text: list },
  ]);
}

function labelled(page: Page, label: string, body: readonly Span[]): string[] {
  return wrapped(page, labelSpan(label), body);
}

function labelSpan(label: string): readonly Span[] {
  return [{ text: `  ${label}`.padEnd(LABEL_WIDTH), style: 'quiet' }];
}
