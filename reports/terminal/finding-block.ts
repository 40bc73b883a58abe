import type { Cause } from '../../core/aws.ts';
import type { Finding } from '../../core/finding.ts';
import { callsInWords, type CallsOf } from '../calls.ts';
import { factRows, inline } from '../facts-diff.ts';
import { namesOf, type Group } from '../groups.ts';
import { clip } from '../sanitize.ts';
import { OUTCOMES } from '../status-table.ts';
import { codeFrame } from './code-frame.ts';
import { factLines } from './fact-lines.ts';
import { LABEL_WIDTH, labelled, labelSpans, VALUE_LIMIT } from './labels.ts';
import { blank, whole, wrapped, type Page, type Span } from './page.ts';

/** What the blocks of one report share. */
export interface BlockContext {
  readonly page: Page;
  readonly specFile: string;
  readonly specText: string | null;
  readonly account: string;
  readonly region: string;
  readonly callsOf: CallsOf;
}

const DETAILS_SHOWN = 20;

/** One group of findings, in full: what, where in the spec, expected and actual, and on which calls it rests. */
export function findingBlock(context: BlockContext, group: Group): string[] {
  const { page } = context;
  const { first } = group;
  return [
    ...heading(page, group),
    ...message(page, first),
    ...labelled(page, 'rule', [{ text: first.title }]),
    ...specPlace(context, first),
    ...factLines(page, factRows(first.expected, first.actual)),
    ...details(page, first),
    ...first.causes.flatMap((cause) => causeLines(context, cause, first)),
    ...seen(context, first),
    ...resource(context, first),
    ...waiver(page, first),
    ...others(page, group),
    ...advice(page, group),
  ];
}

/** One finding without its spec and its comparison, for those that need no attention. */
export function findingLine({ page, callsOf }: BlockContext, group: Group): string[] {
  const { first } = group;
  const facts = factRows(null, first.actual).map(
    ({ key, actual }) => `${key} ${actual === undefined ? '' : clip(inline(actual), VALUE_LIMIT)}`,
  );
  const parts = [...facts, ...callsInWords(callsOf(first.calls))];
  return [
    ...heading(page, group),
    ...message(page, first),
    ...(parts.length === 0 ? [] : labelled(page, 'seen', [{ text: parts.join(', ') }])),
  ];
}

function heading(page: Page, { outcome, first }: Group): string[] {
  const { glyph, asciiGlyph, word, tone } = OUTCOMES[outcome];
  const mark = `${page.ascii ? asciiGlyph : glyph} ${word.toUpperCase()}`;
  return wrapped(
    page,
    [{ text: mark, style: tone }, { text: '  ' }],
    [{ text: `${first.severity} ` }, ...nameOf(page, first)],
    LABEL_WIDTH,
  );
}

function nameOf({ ascii }: Page, { check, subject }: Finding): readonly Span[] {
  const name: Span = { text: check, style: 'strong' };
  return subject === '*' ? [name] : [name, { text: ` ${ascii ? '>' : '›'} ${subject}` }];
}

function message(page: Page, { message: text }: Finding): string[] {
  return text === null
    ? []
    : wrapped(page, blank(LABEL_WIDTH), [{ text: clip(text, VALUE_LIMIT) }]);
}

function specPlace({ page, specFile, specText }: BlockContext, { spec }: Finding): string[] {
  if (spec === null) return [];
  return [
    ...labelled(page, 'spec', [{ text: `${specFile}:${spec.line}:${spec.column}` }]),
    ...(specText === null ? [] : codeFrame(page, specText, spec.line, LABEL_WIDTH)),
  ];
}

function details(page: Page, { details: all }: Finding): string[] {
  const mark = [...blank(LABEL_WIDTH), { text: page.ascii ? '* ' : '• ' }];
  const left = all.length - DETAILS_SHOWN;
  const shown = all.slice(0, DETAILS_SHOWN).map((detail) => clip(detail, VALUE_LIMIT));
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].flatMap((text) =>
    wrapped(page, mark, [{ text }]),
  );
}

/** Why something could not be seen: the call, AWS's code, and the permission that would let it be seen. */
function causeLines({ page, callsOf }: BlockContext, cause: Cause, finding: Finding): string[] {
  const { operation, code, action, message: text } = cause;
  const call = callsOf(cause.calls)[0];
  const words = [operation, code, call?.at].filter(Boolean).join(' ');
  const request = call?.requestId ?? null;
  return [
    ...(text === finding.message
      ? []
      : labelled(page, 'cause', [{ text: clip(text, VALUE_LIMIT) }])),
    ...(operation === null
      ? []
      : labelled(page, 'call', [
          { text: request === null ? words : `${words}, request ${request}` },
        ])),
    ...(action === null ? [] : labelled(page, 'grant', [{ text: action, style: 'strong' }])),
  ];
}

function seen({ page, callsOf }: BlockContext, { calls, causes }: Finding): string[] {
  const failed = new Set(causes.flatMap((cause) => cause.calls));
  const words = callsInWords(callsOf(calls.filter((id) => !failed.has(id))));
  return words.length === 0 ? [] : labelled(page, 'seen', [{ text: words.join(', ') }]);
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
  const subjects = more.length === 1 ? 'subject' : 'subjects';
  return labelled(page, 'also', [
    { text: `on ${more.length} more ${subjects}: `, style: 'strong' },
    { text: namesOf(first, more) },
  ]);
}

function advice(page: Page, { outcome, first }: Group): string[] {
  if (outcome === 'fail') {
    return [whole(page, labelSpans('fix'), [{ text: `landfall explain ${first.check}` }])];
  }
  if (outcome !== 'unsettled') return [];
  return labelled(page, 'wait', [{ text: 'run with --wait to look again until it settles' }]);
}
