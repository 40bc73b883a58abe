/** Medians of several runs, and the wall time of each. */
export interface Summary {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly maxRssMiB: number;
  readonly calls: number;
  readonly wallsMs: readonly number[];
}

export interface SizeResult {
  /** Services of the estate. */
  readonly size: number;
  /** The fewest calls by operation, and those that were made. */
  readonly minimum: Readonly<Record<string, number>>;
  readonly requests: Readonly<Record<string, number>>;
  readonly bareRequests: Readonly<Record<string, number>>;
  /** The command line at AWS's full rates, and the bare script at the same. */
  readonly paced: Summary;
  readonly barePaced: Summary;
  /** Both without a rate limit: what is left is the harness itself. */
  readonly free: Summary;
  readonly bareFree: Summary;
  /** The command line at its default share of AWS's rates; at the largest size only. */
  readonly polite: Summary | null;
}

/** From the goals for the product: what the figures are held against. */
const AIMS = { calls: 1.05, wall: 1.2, rssMiB: 256, versionMs: 150, growth: 1.5 } as const;

/** The results as text: a table by size, the operations that cost more than they must, and the aims. */
export function tableOf(results: readonly SizeResult[], versionMs: number): string {
  return [
    grid([
      [
        'services',
        'calls',
        'minimum',
        'ratio',
        'wall s',
        'bare s',
        'ratio',
        'unpaced s',
        'bare s',
        'ratio',
        'cpu s',
        'bare',
        'RSS MiB',
        'bare',
      ],
      ...results.map(rowOf),
    ]),
    ...results.flatMap(({ size, polite }) =>
      polite === null
        ? []
        : [
            `At the default share of AWS's rates, ${size} services take ${seconds(polite.wallMs)} s.`,
          ],
    ),
    ...wasteOf(results),
    ...aimsOf(results, versionMs),
  ].join('\n');
}

function rowOf({ size, minimum, paced, barePaced, free, bareFree }: SizeResult): string[] {
  const least = sum(minimum);
  return [
    String(size),
    String(paced.calls),
    String(least),
    ratio(paced.calls, least),
    seconds(paced.wallMs),
    seconds(barePaced.wallMs),
    ratio(paced.wallMs, barePaced.wallMs),
    seconds(free.wallMs),
    seconds(bareFree.wallMs),
    ratio(free.wallMs, bareFree.wallMs),
    seconds(free.cpuMs),
    seconds(bareFree.cpuMs),
    String(Math.max(paced.maxRssMiB, free.maxRssMiB)),
    String(bareFree.maxRssMiB),
  ];
}

/** Where the calls beyond the minimum go, at the largest size. */
function wasteOf(results: readonly SizeResult[]): readonly string[] {
  const largest = results.at(-1);
  if (largest === undefined) return [];
  const { size, minimum, requests, bareRequests } = largest;
  const operations = [...new Set([...Object.keys(minimum), ...Object.keys(requests)])].sort();
  const more = operations.flatMap((name) => {
    const [made, least] = [requests[name] ?? 0, minimum[name] ?? 0];
    return made === least ? [] : [`  ${name}: ${made}, where ${least} would do`];
  });
  const wrong = operations.flatMap((name) =>
    (bareRequests[name] ?? 0) === (minimum[name] ?? 0)
      ? []
      : [`  ${name}: the bare script made ${bareRequests[name] ?? 0}, not ${minimum[name] ?? 0}`],
  );
  return [
    ...(more.length === 0
      ? []
      : [`Calls that differ from the minimum at ${size} services:`, ...more]),
    ...(wrong.length === 0 ? [] : ['The bare script differs from the minimum:', ...wrong]),
  ];
}

function aimsOf(results: readonly SizeResult[], versionMs: number): readonly string[] {
  const largest = results.at(-1);
  if (largest === undefined) return [];
  const { paced, barePaced, free, bareFree, minimum } = largest;
  const rss = Math.max(paced.maxRssMiB, free.maxRssMiB);
  return [
    'Aims, at the largest size:',
    aim(`calls at most ${AIMS.calls} x the minimum`, paced.calls / sum(minimum), AIMS.calls),
    aim(
      `wall at most ${AIMS.wall} x bare at AWS's rates`,
      paced.wallMs / barePaced.wallMs,
      AIMS.wall,
    ),
    aim(
      `wall at most ${AIMS.wall} x bare without a rate`,
      free.wallMs / bareFree.wallMs,
      AIMS.wall,
    ),
    aim(`memory at most ${AIMS.rssMiB} MiB`, rss, AIMS.rssMiB),
    ...growthOf(results),
    aim(`--version within ${AIMS.versionMs} ms`, versionMs, AIMS.versionMs),
  ];
}

/** CPU for each service at the two largest sizes: linear when the larger does not cost more apiece. */
function growthOf(results: readonly SizeResult[]): readonly string[] {
  const [smaller, larger] = results.slice(-2);
  if (smaller === undefined || larger === undefined) return [];
  const apiece = ({ free, size }: SizeResult) => free.cpuMs / size;
  const what = `growth linear: CPU a service at ${larger.size} at most ${AIMS.growth} x that at ${smaller.size}`;
  return [aim(what, apiece(larger) / apiece(smaller), AIMS.growth)];
}

function aim(what: string, value: number, most: number): string {
  return `  ${value <= most ? 'met   ' : 'MISSED'}  ${what}: ${round(value)}`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function ratio(value: number, base: number): string {
  return (value / base).toFixed(2);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function round(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(2);
}

/** Columns as wide as they must be, numbers to the right. */
function grid(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}
