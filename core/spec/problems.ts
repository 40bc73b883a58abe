import type { LineTable, Span } from './line-table.ts';
import { redactText } from '../redact.ts';
import { printable } from './printable.ts';

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
  readonly hidden?: readonly HiddenPart[];
}

/** A part of a line, in UTF-16 code units from its beginning: from the first on, to before the second. */
interface HiddenPart {
  readonly from: number;
  readonly to: number;
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

/** The flaws as problems of a file, in its order, each once. */
export function problemsOf(
  file: string,
  table: LineTable,
  flaws: readonly Flaw[],
): readonly SpecProblem[] {
  const hidden = flaws.flatMap(({ hides }) => hides ?? []);
  const problems = [...flaws]
    .sort((left, right) => left.span.start - right.span.start)
    .map((flaw) => problemOf(file, table, flaw, hidden));
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function problemOf(
  file: string,
  table: LineTable,
  { span, message, hint }: Flaw,
  hidden: readonly Span[],
): SpecProblem {
  const { line, column } = table.positionAt(span.start);
  const rest = (table.lines[line - 1] ?? '').length - column + 1;
  const length = Math.max(1, Math.min(span.end - span.start, rest));
  const parts = hidden.flatMap((one) => hiddenPart(table, line, one) ?? []);
  return {
    ...{ file, line, column, length, message, hint },
    ...(parts.length > 0 && { hidden: parts }),
  };
}

/** What a span covers of a line; null when that is nothing. */
function hiddenPart(table: LineTable, line: number, { start, end }: Span): HiddenPart | null {
  const [first, last] = [table.positionAt(start), table.positionAt(end)];
  if (line < first.line || line > last.line) return null;
  return {
    from: line === first.line ? first.column - 1 : 0,
    to: line === last.line ? last.column - 1 : (table.lines[line - 1] ?? '').length,
  };
}

const HIDDEN = '•';

/** As long as the line, so that a mark under it stays where it belongs. */
function withoutHidden(line: string, hidden: readonly HiddenPart[]): string {
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
  const head = `${printable(file)}:${line}:${column}  error  ${printable(redactText(message))}`;
  const written = lines[line - 1];
  const source = written === undefined ? undefined : redactText(withoutHidden(written, hidden));
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
