import type { DifferingRow, ParityDocument, TableResult } from '../core/parity/document.ts';
import { alignedLines, countText } from './aligned-lines.ts';
import { forTerminal } from './sanitize.ts';

export interface ParityTerminalOptions {
  readonly color: boolean;
  readonly folder: string;
  readonly exitCode: number;
}

/** Rows that are shown of each table; parity.json has them all. */
const MAX_SHOWN_ROWS = 10;

const COLORS = { equal: 32, different: 31, unstable: 33, unknown: 33 } as const;

/** What a comparison found, as a table and the rows behind it. */
export function renderParity(document: ParityDocument, options: ParityTerminalOptions): string {
  const { tables, servers, ignored } = document;
  const lines = [
    `${printable(servers.source)} and ${printable(servers.target)}${document.live ? ', while replication goes on' : ''}`,
    '',
    ...rows(tables, options.color),
    ...tables.filter(({ verdict }) => verdict !== 'equal').flatMap(details),
  ];
  if (ignored.length > 0) lines.push('', 'Not compared:');
  for (const { name, reason } of ignored) lines.push(`  ${printable(name)}: ${reason}`);
  for (const note of document.notes) lines.push('', note);
  lines.push('', ...ending(document, options), '');
  return lines.join('\n');
}

function rows(tables: readonly TableResult[], isColored: boolean): readonly string[] {
  const head = ['table', 'verdict', 'rows', 'target', 'missing', 'extra', 'changed', 'time'];
  const body = tables.map(({ table, verdict, rows, counts, durationMs }) => [
    printable(table),
    verdict,
    countText(rows.source),
    countText(rows.target),
    countText(counts.missing),
    countText(counts.extra),
    countText(counts.changed),
    `${(durationMs / 1000).toFixed(1)} s`,
  ]);
  const [first = '', ...others] = alignedLines([head, ...body], (at) => at < 2);
  return [
    first,
    ...others.map((text, at) => {
      const verdict = tables[at]?.verdict;
      return isColored && verdict !== undefined
        ? `\u001b[${COLORS[verdict]}m${text}\u001b[0m`
        : text;
    }),
  ];
}

/** Names, keys and values belong to whoever writes the tables. */
function printable(text: string): string {
  return forTerminal(text, false);
}

function details({ table, notes, differences }: TableResult): readonly string[] {
  const shown = differences.slice(0, MAX_SHOWN_ROWS).map((row) => `  ${rowText(row)}`);
  const more = differences.length - shown.length;
  return [
    '',
    printable(table),
    ...notes.map((note) => `  ${printable(note)}`),
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const WORDS = {
  missing: 'missing on the target',
  extra: 'extra on the target',
  changed: 'changed',
} as const;

function rowText({ kind, key, copies, columns }: DifferingRow): string {
  const name = key.map((value) => (value === null ? 'NULL' : printable(value))).join(', ');
  const times =
    copies.source > 1 || copies.target > 1 ? ` (${copies.source} and ${copies.target} copies)` : '';
  const reasons = (columns ?? []).map(({ column, reason, source, target }) => {
    const values =
      source === null && target === null ? '' : ` (${valueText(source)} and ${valueText(target)})`;
    return `${printable(column)}: ${reason}${values}`;
  });
  return `${WORDS[kind]}: ${[`${name}${times}`, ...reasons].join('; ')}`;
}

function valueText(value: string | null): string {
  return value === null ? 'NULL' : JSON.stringify(printable(value));
}

const VERDICTS = {
  equal: 'EQUAL: every row of every table is the same on both sides.',
  different: 'DIFFERENT: the two sides do not have the same content.',
  unstable: 'NOT PROVEN: some rows did not hold still.',
  unknown: 'NOT PROVEN: not everything was compared.',
} as const;

function ending(
  { verdict, complete, id }: ParityDocument,
  { folder, exitCode }: ParityTerminalOptions,
): readonly string[] {
  const lines: string[] = [VERDICTS[verdict]];
  if (!complete) lines.push(`Interrupted. Go on with: landfall parity --resume ${id}`);
  return [...lines, `${folder}  exit code ${exitCode}`];
}
