import { scaleLinear, scaleLog } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { markup, Markup, type Fill } from '../markup.ts';
import { INK, tenth, type Tone } from './ink.ts';
import { thinned, type Point } from './thinned.ts';

/** One line of a panel. Colour, dashes and the words at its end each tell it from the others. */
export interface Line {
  readonly label: string;
  readonly tone: Tone;
  readonly dashes: string;
  readonly points: readonly Point[];
}

/** A measured value and the interval that it lies in. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly lower: number;
  readonly upper: number;
}

/** One measure over another, with an axis that nothing else shares. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
  readonly scale?: 'linear' | 'log';
  /** For counts that change at once, such as tasks. */
  readonly steps?: boolean;
  /** What the spec or the resource allows, as a line across. */
  readonly limit?: { readonly label: string; readonly value: number } | null;
}

/** Panels one above the other over the same axis. */
export interface Drawing {
  /** In the page, unique: elements of the drawing are named by it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
  readonly xTitle: string;
  readonly xScale?: 'linear' | 'log';
  /** Values of the axis with words of their own; the scale's own ticks without. */
  readonly xTicks?: readonly { readonly value: number; readonly label: string }[];
  /** A shaded part: the window that is judged. */
  readonly window?: { readonly from: number; readonly to: number } | null;
}

const WIDTH = 720;
const HEIGHT = 150;
const GAP = 34;
const LEFT = 62;
const RIGHT = 118;
const TOP = 24;
const BOTTOM = 40;
/** Between the baselines of two labels. */
const LABEL_STEP = 13;

type Scale = (value: number) => number;

/** A drawing that needs no script and no style, with a title and a description for who does not see it. */
export function drawing(asked: Drawing): Markup {
  const { id, title, description, panels, xTitle } = asked;
  const height = TOP + panels.length * (HEIGHT + GAP) - GAP + BOTTOM;
  const x = xScaleOf(asked);
  const bottom = height - BOTTOM;
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc> ${panels.map((panel, index) =>
    drawPanel(panel, asked, x.scale, TOP + index * (HEIGHT + GAP)),
  )}${x.ticks.map(
    ({ value, label }) =>
      markup`<text x="${tenth(x.scale(value))}" y="${bottom + 16}" text-anchor="middle" fill="${INK.quiet}" class="fill-quiet">${label}</text>`,
  )}<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${bottom + 32}" text-anchor="middle" fill="${INK.quiet}" class="fill-quiet">${xTitle}</text></svg></div>`;
}

function xScaleOf({ panels, xScale, xTicks, window }: Drawing): {
  readonly scale: Scale;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
} {
  const xs = panels.flatMap(({ lines, marks = [] }) => [
    ...lines.flatMap(({ points }) => points.map(([value]) => value)),
    ...marks.map((mark) => mark.x),
  ]);
  const all = window ? [...xs, window.from, window.to] : xs;
  const [from, to] = extent(all);
  const range: [number, number] = [LEFT, WIDTH - RIGHT];
  const scale =
    xScale === 'log'
      ? scaleLog([Math.max(from, 1), Math.max(to, 10)], range)
      : scaleLinear([from, to], range);
  const ticks = xTicks ?? scale.ticks(8).map((value) => ({ value, label: String(value) }));
  return { scale: (value) => scale(value), ticks };
}

function drawPanel(panel: Panel, { window }: Drawing, x: Scale, top: number): Markup {
  const { title, lines, marks = [], limit } = panel;
  const { scale: y, ticks } = yScaleOf(panel, top);
  const right = WIDTH - RIGHT;
  const shade: Fill = window
    ? markup`<rect x="${tenth(x(window.from))}" y="${top}" width="${tenth(Math.max(1, x(window.to) - x(window.from)))}" height="${HEIGHT}" fill="${INK.good}" fill-opacity="0.1" class="fill-good" />`
    : null;
  return markup`<g><text x="${LEFT}" y="${top - 8}" font-weight="bold" fill="${INK.quiet}" class="fill-quiet">${title}</text>${shade}${ticks.map(
    (value) =>
      markup`<line x1="${LEFT}" x2="${right}" y1="${tenth(y(value))}" y2="${tenth(y(value))}" stroke="${INK.quiet}" stroke-opacity="0.3" class="stroke-quiet" /><text x="${LEFT - 6}" y="${tenth(y(value) + 4)}" text-anchor="end" fill="${INK.quiet}" class="fill-quiet">${numeral(value)}</text>`,
  )}${limit ? limitLine(limit, y, top, right) : null}${lines.map((one) => path(one, panel, x, y))}${marks.map(
    (mark) => drawMark(mark, x, y),
  )}${labels(panel, y, { right, foot: top + HEIGHT + 4 })}</g> `;
}

function yScaleOf(
  { lines, marks = [], limit, scale }: Panel,
  top: number,
): { readonly scale: Scale; readonly ticks: readonly number[] } {
  const values = [
    ...lines.flatMap(({ points }) =>
      points.flatMap(([, value]) => (value === null ? [] : [value])),
    ),
    ...marks.flatMap(({ lower, upper }) => [lower, upper]),
    ...(limit ? [limit.value] : []),
  ];
  const [least, most] = extent(values);
  const range: [number, number] = [top + HEIGHT, top];
  if (scale === 'log') {
    const positive = values.filter((value) => value > 0);
    const [from, to] = extent(positive.length > 0 ? positive : [1, 10]);
    const y = scaleLog([from / 1.2, to * 1.2], range);
    // A value that a logarithm does not have is drawn at the foot.
    return { scale: (value) => (value > 0 ? y(value) : top + HEIGHT), ticks: roundOf(y.ticks()) };
  }
  const y = scaleLinear([Math.min(0, least), Math.max(most, 1) * 1.05], range);
  return { scale: (value) => y(value), ticks: y.ticks(4) };
}

function path({ tone, dashes, points }: Line, { steps }: Panel, x: Scale, y: Scale): Markup {
  const make = line<Point>(
    ([at]) => x(at),
    ([, value]) => y(value ?? 0),
  )
    .defined(([, value]) => value !== null)
    .digits(1);
  if (steps === true) make.curve(curveStepAfter);
  return markup`<path d="${new Markup(make(thinned(points)) ?? '')}" fill="none" stroke="${INK[tone]}" stroke-width="2" stroke-dasharray="${dashes}" class="stroke-${tone}" />`;
}

function drawMark({ x: at, y: value, lower, upper }: Mark, x: Scale, y: Scale): Markup {
  const place = tenth(x(at));
  return markup`<line x1="${place}" x2="${place}" y1="${tenth(y(lower))}" y2="${tenth(y(upper))}" stroke="${INK.quiet}" stroke-width="2" class="stroke-quiet" /><circle cx="${place}" cy="${tenth(y(value))}" r="4" fill="${INK.quiet}" class="fill-quiet" />`;
}

function limitLine(
  { label, value }: { readonly label: string; readonly value: number },
  y: Scale,
  top: number,
  right: number,
): Markup {
  const at = tenth(y(value));
  // Above the line, unless the panel's title is there.
  const baseline = at - top < LABEL_STEP ? at + LABEL_STEP : at - 4;
  return markup`<line x1="${LEFT}" x2="${right}" y1="${at}" y2="${at}" stroke="${INK.bad}" stroke-dasharray="2 2" class="stroke-bad" /><text x="${LEFT + 4}" y="${tenth(baseline)}" fill="${INK.bad}" class="fill-bad">${label}</text>`;
}

/** At the ends of the lines, moved apart where they would cover each other, and not down among the ticks of the axis. */
function labels(
  { lines }: Panel,
  y: Scale,
  { right, foot }: { readonly right: number; readonly foot: number },
): readonly Markup[] {
  const wanted = lines
    .flatMap(({ label, tone, points }) => {
      const last = points.findLast(([, value]) => value !== null)?.[1];
      return last === undefined || last === null ? [] : [{ label, tone, at: y(last) + 4 }];
    })
    .toSorted((one, other) => one.at - other.at);
  let floor = -Infinity;
  const apart = wanted.map((one) => {
    floor = Math.max(one.at, floor + LABEL_STEP);
    return { ...one, at: floor };
  });
  return apart.map(({ label, tone, at }, index) => {
    const below = apart.length - 1 - index;
    const baseline = Math.min(at, foot - below * LABEL_STEP);
    return markup`<text x="${right + 6}" y="${tenth(baseline)}" fill="${INK[tone]}" class="fill-${tone}">${label}</text>`;
  });
}

/** Of a logarithmic axis: 1, 2, 5, 10, 20, … without those between. */
function roundOf(ticks: readonly number[]): readonly number[] {
  return ticks.filter((value) => {
    const mantissa = Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
    return [1, 2, 5].includes(mantissa);
  });
}

function numeral(value: number): string {
  return value >= 10_000 ? `${value / 1000}k` : String(value);
}

function extent(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  let [least = 0] = values;
  let most = least;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most > least ? [least, most] : [least, least + 1];
}
