import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stop } from '../../core/load/load-document.ts';
import { FORBIDDEN_ADDRESSES } from '../../load/plan/forbidden-addresses.ts';
import type { GeneratorCpu } from '../../load/kept/generator-cpu.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import type { Segment } from '../../load/plan/segment.ts';
import { scheduledRequests, scheduleOf } from '../../load/plan/schedule.ts';
import { gapsOf } from '../../load/stream/completeness.ts';
import { LoadFold } from '../../load/stream/load-fold.ts';
import type { AnsweredPoint } from '../../load/stream/point.ts';
import { FUSE_WINDOW, StreamFuse } from '../../load/stream/stream-fuse.ts';
import { writeWhole } from '../write-whole.ts';
import { startCpuMeter } from './cpu-meter.ts';
import type { K6Binary } from './k6-binary.ts';
import type { LoadGuard } from './load-guard.ts';
import { type K6End, type K6Result, runK6 } from './k6-process.ts';
import { startWatchdog, type Watchdog } from './watchdog/watchdog.ts';

export interface LoadRunOptions {
  readonly k6: Pick<K6Binary, 'program'>;
  /** Ends the run early; what was seen until then is kept. */
  readonly signal?: AbortSignal;
  /** Ends it as well, for a reason of its own. */
  readonly guard?: Pick<LoadGuard, 'signal' | 'stop'>;
  /** Is told of each answer as it comes. */
  readonly observe?: (point: AnsweredPoint) => void;
  /** Values of the headers that the plan takes from the environment, by variable: for k6's environment alone. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** All of the load, in one process, unless told otherwise. */
  readonly share?: LoadShare;
  /** How long this process may hang before its watchdog ends the load, in milliseconds; 15 s unless told. */
  readonly silenceMs?: number;
  /** Looks at what sending takes of the CPU; that of this machine when left out. */
  readonly startMeter?: typeof startCpuMeter | undefined;
}

/** How much of a load is sent from here. */
export type LoadShare =
  /** All of it, by so many k6 processes, each of which sends a part of every scenario. */
  | { readonly kind: 'whole'; readonly processes: number }
  /** What one of several generators sends, which all begin at one moment, in milliseconds since 1970. */
  | { readonly kind: 'segment'; readonly segment: Segment; readonly startAtMs: number };

export interface LoadRun {
  readonly fold: LoadFold;
  /** How each process ended. */
  readonly results: readonly K6Result[];
  /** Of the whole plan, also when a segment of it was sent. */
  readonly scheduledRequests: number;
  /** Who ended the run before its time, or null. */
  readonly stop: Stop | null;
  /** Why what was measured is not what was planned; empty when it is, and only then may a verdict rest on it. */
  readonly problems: readonly string[];
  /** What sending it took of the CPU of this machine. */
  readonly cpu: GeneratorCpu;
}

/** The one program that k6 runs. */
export const K6_PROGRAM = join(import.meta.dirname, '..', '..', 'load', 'k6', 'program.ts');
/** Until several processes have read their program and can begin at once. */
const COMMON_LEAD_MS = 5_000;

/**
 * Sends the load of a plan with k6 and folds what it tells.
 * @throws {Error} when what a k6 process says cannot be read; all of them have ended then.
 */
export async function runLoad(plan: ScenarioPlan, options: LoadRunOptions): Promise<LoadRun> {
  const schedule = scheduleOf(plan);
  const share = options.share ?? { kind: 'whole', processes: 1 };
  const controller = new AbortController();
  let stop: LoadRun['stop'] = null;
  const end = (by: Stop['by'], sentence: string) => {
    stop ??= { by, sentence };
    controller.abort();
  };
  const onAbort = () => {
    end('caller', 'The run was interrupted.');
  };
  if (options.signal?.aborted === true) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const { guard } = options;
  const onGuard = () => {
    const why = guard?.stop ?? null;
    if (why !== null) end(why.by, why.sentence);
  };
  if (guard?.signal.aborted === true) onGuard();
  guard?.signal.addEventListener('abort', onGuard, { once: true });

  const fuse = plan.fuse === null ? null : new StreamFuse({ ...plan.fuse, ...FUSE_WINDOW });
  const fold = new LoadFold((point) => {
    const { timeMs, outcome, value } = point;
    options.observe?.(point);
    const why = fuse?.observe(timeMs, outcome, value) ?? null;
    if (why !== null) end('guard', why);
  });

  const hung: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'landfall-load-'));
  let watchdog: Watchdog | null = null;
  try {
    const files = { plan: join(folder, 'plan.json'), schedule: join(folder, 'schedule.json') };
    await writeWhole(files.plan, JSON.stringify(plan));
    await writeWhole(files.schedule, JSON.stringify(schedule));
    const started = await startWatchdog({
      ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
      onEnd: (sentence) => {
        hung.push(sentence);
        // Whatever else was seen when this process went on: it was this that ended the load.
        stop = { by: 'guard', sentence };
        controller.abort();
      },
    });
    watchdog = started;
    const { segments, startAtMs } = generatorsOf(share);
    const meter = await (options.startMeter ?? startCpuMeter)(segments.length);
    const running = segments.map(async (segment) => {
      const stream = fold.openStream();
      try {
        const result = await runK6({
          program: options.k6.program,
          args: [...argumentsFor(plan), ...segmentArguments(segment), K6_PROGRAM],
          environment: {
            ...environmentFor(folder),
            ...options.secrets,
            LANDFALL_PLAN: files.plan,
            LANDFALL_SCHEDULE: files.schedule,
            ...(startAtMs === null ? {} : { LANDFALL_START_AT: String(startAtMs) }),
          },
          folder,
          secrets: Object.values(options.secrets ?? {}),
          signal: controller.signal,
          began: (pid) => {
            started.watch(pid);
            const ended = meter.began(pid);
            return () => {
              started.over(pid);
              ended();
            };
          },
          read: (text) => {
            stream.push(text);
          },
        });
        stream.end();
        return result;
      } catch (error) {
        // Without one of its parts it is not the load that was planned: the others are ended.
        controller.abort();
        throw error;
      }
    });
    // Also when one of them failed: as long as another runs, it is watched and has its folder.
    await Promise.allSettled(running);
    meter.stop();
    const results = await Promise.all(running);
    await started.end();
    const scheduled = scheduledRequests(schedule);
    const gaps = gapsOf(fold.account(), share.kind === 'segment' ? null : scheduled);
    const ends = results.map(({ end: how }) => how);
    const blown = ends.find((how) => how.kind === 'exited' && how.reason === 'threshold');
    // Beyond a limit at the very end, k6 says the same as when that ended it. Then all of the plan was sent, and that it failed
    // is what was measured. Of a segment it cannot be told whether all of it was.
    const isWhole = share.kind === 'whole' && gaps.length === 0;
    if (blown !== undefined && !isWhole) end('guard', blown.sentence);
    // Nobody of ours asked it to: it refused, broke, or was killed.
    const broken = ends.find((how) => !isOrderly(how) && how !== blown);
    if (broken !== undefined) end('generator', broken.sentence);
    return {
      fold,
      results,
      scheduledRequests: scheduled,
      stop,
      cpu: meter.taken(),
      problems: [
        // What k6 said meanwhile was not read in time, also if it had sent everything by then.
        ...hung,
        ...ends.flatMap((how) =>
          isOrderly(how) || (how === blown && isWhole) ? [] : [how.sentence],
        ),
        ...gaps,
      ],
    };
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    guard?.signal.removeEventListener('abort', onGuard);
    await watchdog?.end();
    await rm(folder, { recursive: true, force: true });
  }
}

function isOrderly(how: K6End): boolean {
  return how.kind === 'exited' && how.exitCode === 0;
}

/** No API, no report to anybody, no summary: the stream is all that is wanted. */
function argumentsFor(plan: ScenarioPlan): readonly string[] {
  return [
    ...['run', '--quiet', '--no-color', '--address', '', '--no-usage-report'],
    ...['--summary-mode', 'disabled', '--out', 'json=-'],
    ...FORBIDDEN_ADDRESSES.flatMap((block) => ['--blacklist-ip', block]),
    // Otherwise k6 keeps each value of a long run in memory, only to look at limits that there are none of.
    ...(plan.fuse === null ? ['--no-thresholds'] : []),
  ];
}

/** What each process sends, null being all of it, and when they begin if there is more than one. */
function generatorsOf(share: LoadShare): {
  readonly segments: readonly (Segment | null)[];
  readonly startAtMs: number | null;
} {
  switch (share.kind) {
    case 'segment':
      return { segments: [share.segment], startAtMs: share.startAtMs };
    case 'whole':
      return share.processes === 1
        ? { segments: [null], startAtMs: null }
        : {
            segments: Array.from({ length: share.processes }, (_, index) => ({
              index: index + 1,
              of: share.processes,
            })),
            startAtMs: Date.now() + COMMON_LEAD_MS,
          };
  }
}

/** k6 deals the arrivals out to its segments in turn. */
function segmentArguments(segment: Segment | null): readonly string[] {
  if (segment === null) return [];
  const { index, of } = segment;
  const bound = (part: number) => (part === 0 ? '0' : part === of ? '1' : `${part}/${of}`);
  const bounds = Array.from({ length: of + 1 }, (_, part) => bound(part));
  return [
    ...['--execution-segment', `${bound(index - 1)}:${bound(index)}`],
    ...['--execution-segment-sequence', bounds.join(',')],
  ];
}

/** Nothing of ours but where certificates are: neither credentials nor settings of k6 that somebody has at home. */
function environmentFor(folder: string): Record<string, string> {
  const certificates = ['SSL_CERT_FILE', 'SSL_CERT_DIR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(certificates),
    HOME: folder,
    TZ: 'UTC',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_NO_USAGE_REPORT: 'true',
  };
}
