import type { Json } from '../../core/json.ts';
import { inline, type FactRow } from '../facts-diff.ts';
import { clip } from '../sanitize.ts';
import { LABEL_WIDTH, labelled, labelSpans, VALUE_LIMIT } from './labels.ts';
import { blank, columnsOf, wrapped, type Page, type Span } from './page.ts';

/** In columns: longer names, and narrower pages, get the values below the name instead of beside it. */
const LONGEST_KEY = 28;
const LEAST_VALUE = 32;

/** Expected against actual, a fact a row; what is the same comes last, on one line. */
export function factLines(page: Page, rows: readonly FactRow[]): string[] {
  const told = rows.filter(({ comparison }) => comparison !== 'same');
  const same = rows.filter(({ comparison }) => comparison === 'same');
  const keys = told.map(({ key }) => columnsOf(page, [{ text: key }]));
  const widest = Math.max(0, ...keys.filter((columns) => columns <= LONGEST_KEY));
  const column = page.width - LABEL_WIDTH - widest >= LEAST_VALUE ? widest : 0;
  return [
    ...told.flatMap((row, index) => rowLines(page, row, index === 0 ? 'diff' : '', column)),
    ...sameLine(page, same),
  ];
}

function rowLines(page: Page, row: FactRow, label: string, column: number): string[] {
  const key: Span = { text: row.key, style: 'strong' };
  const columns = columnsOf(page, [key]);
  const sides = sidesOf(row);
  if (columns > column) {
    return [
      ...labelled(page, label, [key]),
      ...sides.flatMap(({ mark, value }) => wrapped(page, [...blank(LABEL_WIDTH), mark], [value])),
    ];
  }
  return sides.flatMap(({ mark, value }, index) => {
    const start =
      index === 0
        ? [...labelSpans(label), key, ...blank(column - columns + 2)]
        : blank(LABEL_WIDTH + column + 2);
    return wrapped(page, [...start, mark], [value]);
  });
}

interface Side {
  readonly mark: Span;
  readonly value: Span;
}

function sidesOf({ expected, actual, shared, comparison }: FactRow): readonly Side[] {
  const sides: Side[] = [];
  if (expected !== undefined) {
    const style = 'good';
    sides.push({
      mark: { text: '- expected ', style },
      value: { text: valueText(expected), style },
    });
  }
  if (actual !== undefined) {
    const style = comparison === 'different' ? 'bad' : 'quiet';
    const sign = comparison === 'different' ? '+' : ' ';
    sides.push({
      mark: { text: `${sign} actual   `, style },
      value: { text: valueText(actual), style },
    });
  }
  if (shared > 0) {
    const style = 'quiet';
    sides.push({ mark: { text: '  both     ', style }, value: { text: `${shared} more`, style } });
  }
  return sides;
}

function sameLine(page: Page, rows: readonly FactRow[]): string[] {
  if (rows.length === 0) return [];
  const parts = rows.map(({ key, actual }) =>
    actual === undefined ? key : `${key} ${valueText(actual)}`,
  );
  return labelled(page, 'same', [{ text: clip(parts.join(', '), VALUE_LIMIT), style: 'quiet' }]);
}

function valueText(value: Json): string {
  return clip(inline(value), VALUE_LIMIT);
}
