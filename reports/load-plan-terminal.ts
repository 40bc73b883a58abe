import type { Forecast, LoadPlan } from '../core/load/load-plan.ts';
import { alignedLines, countText } from './aligned-lines.ts';
import { blank, wrapped, type Page } from './terminal/page.ts';
import type { Tone } from './status-table.ts';

const OUTCOMES: Readonly<
  Record<
    Forecast['outcome'],
    { readonly glyph: string; readonly ascii: string; readonly tone: Tone }
  >
> = {
  fails: { glyph: '✖', ascii: 'x', tone: 'bad' },
  unknown: { glyph: '?', ascii: '?', tone: 'doubtful' },
  expected: { glyph: '·', ascii: '-', tone: 'quiet' },
};

const ORDER: readonly Forecast['outcome'][] = ['fails', 'unknown', 'expected'];

/** What a load test would send and what can be told before it, for people; what speaks against it comes last. */
export function renderLoadPlan(plan: LoadPlan, page: Page): string {
  const sections = [
    heading(page, plan),
    loads(page, plan),
    costs(page, plan),
    refusals(page, plan),
    permissions(page, plan),
    forecasts(page, plan),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function heading(page: Page, { deployment, origin, environment }: LoadPlan): readonly string[] {
  return wrapped(
    page,
    [{ text: 'load plan', style: 'strong' }, { text: '  ' }],
    [{ text: `${deployment}, to ${origin} (${environment}). Nothing was sent.` }],
  );
}

function loads(page: Page, { loads: planned }: LoadPlan): readonly string[] {
  if (planned.length === 0) return [];
  const rows = [
    ['scenario', 'workload', 'arrivals', 'requests', 'peak/s', 'minutes', 'users'],
    ...planned.map((load) => [
      load.scenario,
      load.workload,
      load.arrivals,
      countText(load.requests),
      String(Number(load.peakRequestsPerSecond.toPrecision(4))),
      (load.seconds / 60).toFixed(1),
      load.virtualUsers === null ? '' : countText(load.virtualUsers),
    ]),
  ];
  const atWorst = planned.find(({ levelsAtMost }) => levelsAtMost !== undefined);
  return [
    ...alignedLines(rows, (column) => column < 3).flatMap((line) =>
      wrapped(page, [{ text: `  ${line.trimEnd()}` }], []),
    ),
    ...(atWorst === undefined
      ? []
      : wrapped(page, blank(2), [
          {
            text: `of the ${atWorst.scenario} that is the most that it may come to, in ${atWorst.levelsAtMost ?? 0} levels: which are sent follows from how the ones before them went`,
          },
        ])),
  ];
}

/** What is not known is never shown as nothing. */
function costs(page: Page, { costs: told, costAssumptions }: LoadPlan): readonly string[] {
  if (told.length === 0) return [];
  const rows = [
    ['scenario', 'MB', 'USD at most', 'of which'],
    ...told.map(({ scenario, bytes, usd, parts, why }) => [
      scenario,
      (bytes / 1e6).toFixed(1),
      usd === null ? 'not known' : usdText(usd),
      usd === null
        ? (why ?? '')
        : parts.map((part) => `${part.what} ${usdText(part.usd)}`).join(', '),
    ]),
  ];
  return [
    ...alignedLines(rows, (column) => column === 0 || column === 3).flatMap((line) =>
      wrapped(page, [{ text: `  ${line.trimEnd()}` }], []),
    ),
    ...costAssumptions.flatMap((sentence) =>
      wrapped(page, blank(2), [{ text: sentence, style: 'quiet' }], 4),
    ),
  ];
}

/** What is less than a cent is not nothing. */
function usdText(usd: number): string {
  return usd > 0 && usd < 0.01 ? '< 0.01' : usd.toFixed(2);
}

function refusals(page: Page, { refusals: refused }: LoadPlan): readonly string[] {
  return refused.flatMap(({ scenario, complaints }) =>
    complaints.flatMap((complaint) =>
      wrapped(
        page,
        [...blank(2), { text: 'cannot be sent', style: 'bad' }, { text: '  ' }],
        [{ text: scenario, style: 'strong' }, { text: `: ${complaint}` }],
        4,
      ),
    ),
  );
}

function permissions(page: Page, { watchActions, sendActions }: LoadPlan): readonly string[] {
  return [
    ['to watch AWS meanwhile takes ', watchActions] as const,
    ['to send the messages takes ', sendActions] as const,
  ].flatMap(([what, actions]) =>
    actions.length === 0
      ? []
      : wrapped(page, [...blank(2), { text: what }], [{ text: actions.join(', ') }], 4),
  );
}

function forecasts(page: Page, { forecasts: told }: LoadPlan): readonly string[] {
  if (told.length === 0) return [];
  const sorted = told.toSorted(
    (one, other) => ORDER.indexOf(other.outcome) - ORDER.indexOf(one.outcome),
  );
  return [
    ...wrapped(page, blank(2), [
      { text: 'told by the spec alone, which is no evidence that a size holds:' },
    ]),
    ...sorted.flatMap(({ about, outcome, says }) => {
      const { glyph, ascii, tone } = OUTCOMES[outcome];
      return wrapped(
        page,
        [...blank(2), { text: page.ascii ? ascii : glyph, style: tone }, { text: ' ' }],
        [{ text: about, style: 'strong' }, { text: `: ${says}` }],
        4,
      );
    }),
  ];
}
