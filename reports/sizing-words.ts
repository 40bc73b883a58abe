import type { LoadRun } from '../core/load/load-run.ts';
import type { Sizing, SizingVerdict } from '../core/load/sizing.ts';

/** How each verdict on a size is shown, worst first. Glyph, word and tone: none of them says it alone. */
export const SIZING_VERDICTS: Readonly<
  Record<
    SizingVerdict,
    { readonly glyph: string; readonly tone: 'good' | 'bad' | 'doubtful' | 'quiet' }
  >
> = {
  INVALID: { glyph: '!', tone: 'doubtful' },
  UNDERSIZED: { glyph: '✖', tone: 'bad' },
  INCONCLUSIVE: { glyph: '?', tone: 'doubtful' },
  OVERSIZED: { glyph: '▲', tone: 'quiet' },
  HOLDS: { glyph: '✔', tone: 'good' },
};

const ORDER = Object.keys(SIZING_VERDICTS);

/** Worst first; otherwise as the document has them. */
export function worstSizesFirst(sizes: readonly Sizing[]): readonly Sizing[] {
  return sizes.toSorted((one, other) => ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict));
}

/** `52463 requests of ramp-high, 620 not sent, to https://…`; and why it ended early, if it did. */
export function loadInWords({ scenarios, origin, stopped }: LoadRun): string {
  const sent = scenarios.map(({ name, totals: { offered, dropped } }) => {
    const lost = dropped === 0 ? '' : `, ${dropped} not sent`;
    return `${offered} requests of ${name}${lost}`;
  });
  const what = sent.length === 0 ? 'no scenario ran' : sent.join('; ');
  const end = stopped === null ? '' : `; ended before its plan was done: ${stopped}`;
  return `${what}, to ${origin}${end}`;
}

/** Why, by how much, and what would hold where that is another size than the declared one. */
export function sizeInWords({ reason, margin, declared, recommended }: Sizing): string {
  const room = margin === null ? '' : ` Carries ${Number(margin.toPrecision(3))} times the load.`;
  const other =
    recommended === null || recommended === declared
      ? ''
      : ` Declared: ${declared}; predicted to hold: ${recommended}.`;
  return `${reason}${room}${other}`;
}
