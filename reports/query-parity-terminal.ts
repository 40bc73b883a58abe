import type {
  QueryParityDocument,
  QueryResult,
  QueryRow,
} from '../core/parity/queries/document.ts';
import { alignedLines, countText } from './aligned-lines.ts';
import { clip } from './sanitize.ts';
import type { Tone } from './status-table.ts';
import { blank, cut, whole, wrapped, type Page } from './terminal/page.ts';

export interface QueryParityTerminalOptions extends Page {
  readonly folder: string;
  readonly exitCode: number;
}

/** Rows that are shown of each query; queries.json has them all. */
const MAX_SHOWN_ROWS = 10;
const MAX_SQL_CHARACTERS = 300;

const TONES: Readonly<Record<QueryResult['verdict'], Tone>> = {
  equal: 'good',
  different: 'bad',
  unstable: 'doubtful',
  unknown: 'doubtful',
};

/** What the same queries gave on both sides, as a table and what is behind it. */
export function renderQueryParity(
  document: QueryParityDocument,
  options: QueryParityTerminalOptions,
): string {
  const { queries, servers, obstacles } = document;
  const said = (text: string, style?: Tone) =>
    wrapped(options, blank(0), [{ text, ...(style !== undefined && { style }) }]);
  return [
    ...said(`${servers.source} and ${servers.target}`),
    '',
    ...table(queries, options),
    ...queries.flatMap((query) => details(query, options)),
    ...obstacles.flatMap((obstacle) => ['', ...said(obstacle, 'doubtful')]),
    '',
    ...ending(document).flatMap((text) => said(text)),
    whole(options, blank(0), [{ text: `${options.folder}  exit code ${options.exitCode}` }]),
    '',
  ].join('\n');
}

function table(queries: readonly QueryResult[], page: Page): readonly string[] {
  if (queries.length === 0) return ['No query was compared.'];
  const head = ['verdict', 'rows', 'target', 'source ms', 'target ms', 'ratio', 'query'];
  const body = queries.map(({ query, verdict, rows, timing, timingVerdict }) => [
    verdict,
    countText(rows.source),
    countText(rows.target),
    timing === null ? '-' : timing.sourceMs.toFixed(1),
    timing === null ? '-' : timing.targetMs.toFixed(1),
    `${timing?.ratio?.toFixed(2) ?? '-'}${timingVerdict === 'slower' ? ' slow' : ''}`,
    query,
  ]);
  return alignedLines([head, ...body], (at) => at === 0 || at === head.length - 1).map(
    (text, at) => {
      const result = queries[at - 1];
      const style = result === undefined ? 'quiet' : toneOf(result);
      // The name stands last, where it is cut when the line ends: below it stands whole.
      return cut(page, [{ text: text.trimEnd(), style }]);
    },
  );
}

function toneOf({ verdict, timingVerdict }: QueryResult): Tone {
  return timingVerdict === 'slower' ? 'bad' : TONES[verdict];
}

/** Whatever is not plainly equal. */
function details(result: QueryResult, page: Page): readonly string[] {
  const { query, place, sql, verdict, notes, differences } = result;
  if (verdict === 'equal' && notes.length === 0) return [];
  const said = (text: string) => wrapped(page, blank(2), [{ text }]);
  const shown = differences.slice(0, MAX_SHOWN_ROWS);
  const more = differences.length - shown.length;
  return [
    '',
    whole(page, blank(0), [{ text: place ?? query, style: 'strong' }]),
    ...(place === null
      ? wrapped(page, blank(2), [{ text: clip(sql, MAX_SQL_CHARACTERS), style: 'quiet' }])
      : []),
    ...notes.flatMap(said),
    ...shown.flatMap((row) => wrapped(page, blank(2), [{ text: rowText(row) }], 4)),
    ...(more > 0 ? said(`and ${more} more`) : []),
  ];
}

const WORDS = { missing: 'missing on the target', extra: 'extra on the target' } as const;

function rowText({ kind, copies, values }: QueryRow): string {
  const { source, target } = copies;
  const times = source + target > 1 ? ` (${source} and ${target} copies)` : '';
  if (values === null) return `a row ${WORDS[kind]}${times}`;
  const texts = values.map((value) => (value === null ? 'NULL' : JSON.stringify(value)));
  return `${WORDS[kind]}${times}: ${texts.join(', ')}`;
}

const VERDICTS = {
  equal: 'EQUAL: every query gives the same on both sides.',
  different: 'DIFFERENT: not every query gives the same on both sides.',
  unstable: 'NOT PROVEN: some queries did not give the same twice.',
  unknown: 'NOT PROVEN: not everything was compared.',
} as const;

function ending(document: QueryParityDocument): readonly string[] {
  const { verdict, timingVerdict, maxSlowdown, complete } = document;
  const lines: string[] = [VERDICTS[verdict]];
  if (timingVerdict === 'slower') {
    lines.push(
      `TOO SLOW: some queries take the target more than ${maxSlowdown ?? 0} times the time.`,
    );
  } else if (timingVerdict === 'unknown') lines.push('NOT PROVEN: not every time was measured.');
  if (!complete) lines.push('Interrupted: what was not run is unknown.');
  return lines;
}
