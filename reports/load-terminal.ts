import type { LoadDocument, WorkloadVerdict } from '../core/load/load-document.ts';
import type { ScenarioRun } from '../core/load/scenario-run.ts';
import { capacityInWords } from './capacity-words.ts';
import { clip } from './sanitize.ts';
import { SIZING_VERDICTS } from './sizing-words.ts';
import { VALUE_LIMIT } from './terminal/labels.ts';
import { loadLines } from './terminal/load.ts';
import { blank, whole, wrapped, type Page, type Span } from './terminal/page.ts';

export interface LoadTerminalOptions extends Page {
  /** Where the test is kept. */
  readonly folder: string;
  readonly exitCode: number;
}

/** A load test for people at a terminal: what each scenario showed, what that says of the sizes, and the verdict last. */
export function renderLoad(document: LoadDocument, options: LoadTerminalOptions): string {
  const sections = [
    heading(options, document),
    document.load.scenarios.flatMap((scenario) => scenarioLines(options, scenario)),
    document.workloads.flatMap((verdict) => verdictLines(options, verdict)),
    loadLines(options, document.load),
    end(options, document),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function heading(page: Page, { deployment, target, spec, k6 }: LoadDocument): readonly string[] {
  const where = target.addresses.length === 0 ? '' : ` at ${target.addresses.join(', ')}`;
  return wrapped(
    page,
    [{ text: 'load', style: 'strong' }, { text: '  ' }],
    [
      {
        text: clip(
          `${deployment}, to ${target.origin}${where} (${target.environment}), by ${spec.file}${k6 === null ? '' : `, with k6 ${k6}`}`,
          VALUE_LIMIT,
        ),
      },
    ],
  );
}

function scenarioLines(page: Page, scenario: ScenarioRun): readonly string[] {
  const { name, totals, p95Ms, window, windowReason, slo, capacity } = scenario;
  const found =
    capacity === null
      ? ''
      : `; capacity at the objective: ${capacityInWords(capacity)}. ${capacity.endedBecause}`;
  const judged =
    window === null
      ? `nothing is judged: ${windowReason ?? 'there is no window'}`
      : p95Ms === null
        ? 'no estimate of the 95th percentile'
        : `95th percentile ${ms(p95Ms.value)} (${ms(p95Ms.lower)} to ${ms(p95Ms.upper)}) ms of ${slo.p95Ms}, from ${window.fromSeconds} s to ${window.toSeconds} s`;
  return wrapped(
    page,
    [...blank(2), { text: clip(name, VALUE_LIMIT), style: 'strong' }, { text: '  ' }],
    [
      {
        text: clip(
          `${totals.offered} offered, ${totals.completed} completed, ${totals.failed} failed, ${totals.dropped} dropped; ${judged}${found}`,
          VALUE_LIMIT,
        ),
      },
    ],
    4,
  );
}

function verdictLines(
  page: Page,
  { scenario, workload, verdict, rule, reason }: WorkloadVerdict,
): readonly string[] {
  return wrapped(
    page,
    [...blank(2), verdictSpan(page, verdict), { text: '  ' }],
    [
      { text: clip(`${scenario} of ${workload}`, VALUE_LIMIT), style: 'strong' },
      { text: ` (${rule}): ${clip(reason, VALUE_LIMIT)}` },
    ],
    4,
  );
}

function end(
  options: LoadTerminalOptions,
  { verdict, stop, spec }: LoadDocument,
): readonly string[] {
  const environment = spec.environment === null ? '' : ` --env ${spec.environment}`;
  const stopped = stop === null ? '' : `, ended before its plan was done: ${stop.sentence}`;
  return [
    ...wrapped(
      options,
      [verdictSpan(options, verdict), { text: '  ' }],
      [{ text: clip(`exit ${options.exitCode}${stopped}`, VALUE_LIMIT) }],
    ),
    whole(options, blank(2), [{ text: `kept in ${options.folder}` }]),
    whole(options, blank(2), [
      {
        text: `judge again: landfall load judge ${options.folder} --spec ${spec.file}${environment}`,
      },
    ]),
  ];
}

function verdictSpan({ ascii }: Page, verdict: LoadDocument['verdict']): Span {
  const { glyph, tone } = SIZING_VERDICTS[verdict];
  return { text: ascii ? verdict : `${glyph} ${verdict}`, style: tone };
}

function ms(value: number): string {
  return String(Number(value.toPrecision(3)));
}
