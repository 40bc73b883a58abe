import type { LineTable, Span } from './line-table.ts';
import { redactText } from '../redact.ts';
import { printable } from './printable.ts';
import { secretParts } from './secret-lines.ts';
import type { LinePart } from './secret-value.ts';

/** What is wrong with a spec, and where. */
export interface SpecProblem {
  readonly file: string;
  /** Both count from 1, the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** How much of the line is meant, in UTF-16 code units; at least 1. */
  readonly length: number;
  readonly message: string;
  /** What would put it right, or what is allowed; null when the message says it all. */
  readonly hint: string | null;
  /** What of its line is not shown; all of it is when left out. */
  readonly hidden?: readonly LinePart[];
}

/** A problem before it is known in which file and line it stands. */
export interface Flaw {
  readonly span: Span;
  readonly message: string;
  readonly hint: string | null;
  /** Where a secret may stand by mistake, which no message shows. */
  readonly hides?: Span;
}

/** More than this are counted and not listed: after a syntax error most of them are its echoes. */
const MAX_PROBLEMS = 50;

/** A frame's line is cut here, so that one long line cannot fill the terminal. */
const MAX_FRAME_WIDTH = 160;

/** The flaws as problems of a file, in its order, each once. Neither they nor what is shown of their lines hold a secret. */
export function problemsOf(
  file: string,
  table: LineTable,
  flaws: readonly Flaw[],
): readonly SpecProblem[] {
  const hidden = flaws.flatMap(({ hides }) => hides ?? []);
  const wanted = new Set(flaws.map(({ span }) => table.positionAt(span.start).line));
  const secrets = secretParts(table.lines, wanted);
  const problems = [...flaws]
    .sort((left, right) => left.span.start - right.span.start)
    .map((flaw) => {
      const { line } = table.positionAt(flaw.span.start);
      const parts = hidden.flatMap((one) => hiddenPart(table, line, one) ?? []);
      return problemOf(file, table, flaw, [...parts, ...(secrets.get(line) ?? [])]);
    });
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function problemOf(
  file: string,
  table: LineTable,
  flaw: Flaw,
  parts: readonly LinePart[],
): SpecProblem {
  const { span, hint } = flaw;
  const { line, column } = table.positionAt(span.start);
  const source = table.lines[line - 1] ?? '';
  const rest = source.length - column + 1;
  const length = Math.max(1, Math.min(span.end - span.start, rest));
  const meant = parts.filter(({ from, to }) => from < column - 1 + length && to > column - 1);
  const secrets = meant.map(({ from, to }) => source.slice(from, to));
  return {
    ...{ file, line, column, length },
    message: withoutQuoted(redactText(flaw.message), secrets),
    hint: hint === null ? null : redactText(hint),
    ...(parts.length > 0 && { hidden: parts }),
  };
}

/** What a span covers of a line; null when that is nothing. */
function hiddenPart(table: LineTable, line: number, { start, end }: Span): LinePart | null {
  const [first, last] = [table.positionAt(start), table.positionAt(end)];
  if (line < first.line || line > last.line) return null;
  return {
    from: line === first.line ? first.column - 1 : 0,
    to: line === last.line ? last.column - 1 : (table.lines[line - 1] ?? '').length,
  };
}

/** The message without the texts that it quotes of secrets. What may have been meant is a name that is known. */
function withoutQuoted(message: string, secrets: readonly string[]): string {
  const known = secrets.map(lettersOf).filter((letters) => letters !== '');
  const [said = '', ...meant] = message.split(/(?= — did you mean ")/);
  const shown = said.replaceAll(/"(?:[^"\\]|\\.)+"/g, (quoted) => {
    const letters = lettersOf(quoted);
    const isSecret = known.some((secret) => secret.includes(letters) || letters.includes(secret));
    return isSecret && letters !== '' ? `"${HIDDEN.repeat(3)}"` : quoted;
  });
  return [shown, ...meant].join('');
}

/** A text however it is quoted, escaped, or cut in a message. */
function lettersOf(text: string): string {
  return text.replaceAll(/[\\"'…\s]/g, '');
}

const HIDDEN = '•';

/** As long as the line, so that a mark under it stays where it belongs. */
function withoutHidden(line: string, hidden: readonly LinePart[]): string {
  return hidden.reduce(
    (shown, { from, to }) =>
      `${shown.slice(0, from)}${HIDDEN.repeat(Math.max(0, to - from))}${shown.slice(to)}`,
    line,
  );
}

/**
 * The problems as text for a terminal, each with its line and a mark under what is meant. Nothing in it can move the
 * cursor or change the order in which it reads.
 */
export function formatProblems(problems: readonly SpecProblem[], lines: readonly string[]): string {
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => formatProblem(problem, lines));
  const rest = problems.length - shown.length;
  const more = rest > 0 ? [`… and ${rest} more`] : [];
  const total = `${problems.length} ${problems.length === 1 ? 'error' : 'errors'}`;
  return [...shown, ...more, total].join('\n');
}

function formatProblem(problem: SpecProblem, lines: readonly string[]): string {
  const { file, line, column, length, message, hint, hidden = [] } = problem;
  const head = `${printable(file)}:${line}:${column}  error  ${printable(message)}`;
  const written = lines[line - 1];
  const source = written === undefined ? undefined : withoutHidden(written, hidden);
  const note = hint === null ? '' : printable(hint);
  const gutter = String(line).padStart(6);
  if (source === undefined) return note === '' ? head : `${head}\n${' '.repeat(7)}│ ${note}`;
  // A window of the line that has the mark in it.
  const start = column > MAX_FRAME_WIDTH ? column - 40 : 0;
  const frame = printable(source.slice(start, start + MAX_FRAME_WIDTH)).trimEnd();
  const before = column - 1 - start;
  const mark = '^'.repeat(Math.max(1, Math.min(length, frame.length - before)));
  const under = `${' '.repeat(before)}${mark}${note === '' ? '' : `  ${note}`}`;
  return [head, `${gutter} │ ${frame}`, `${' '.repeat(6)} │ ${under}`].join('\n');
}
