import { setInterval } from 'node:timers';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import { secondsOf } from '../../load/plan/scenario-plan.ts';
import { scheduledRequests, scheduleOf } from '../../load/plan/schedule.ts';
import type { K6Binary } from './k6-binary.ts';
import { LiveLoad, PROGRESS_MS, type LoadProgress } from './live-load.ts';
import type { LoadGuard } from './load-guard.ts';
import { runLoad, type LoadRunOptions, type LoadShare } from './run-load.ts';

export interface ScenarioOptions {
  readonly k6: K6Binary;
  readonly share: LoadShare;
  /** Ends the scenario early; what was seen until then is kept. */
  readonly signal: AbortSignal;
  /** Ends it as well, for a reason of its own. */
  readonly guard: LoadGuard;
  /** What k6 is given and nobody else. */
  readonly secrets: Readonly<Record<string, string>>;
  /** How long this process may hang before its watchdog ends the load, in milliseconds; 15 s unless told. */
  readonly silenceMs?: number;
  /** Looks at what sending takes of the CPU; that of this machine when left out. */
  readonly startMeter?: LoadRunOptions['startMeter'];
  readonly onProgress: (progress: LoadProgress) => void;
}

/** Which of the scenarios of a test one is, from 1. */
export interface ScenarioPlace extends Pick<LoadProgress, 'number' | 'scenarios'> {
  /** Of a search, from 1. */
  readonly level?: number;
}

/** Sends one scenario with k6, and tells how it goes. */
export async function sendScenario(
  { kind, plan, level }: Pick<KeptScenario, 'kind' | 'plan' | 'level'>,
  { k6, share, signal, guard, secrets, silenceMs, startMeter, onProgress }: ScenarioOptions,
  { level: levelNumber, ...place }: ScenarioPlace,
): Promise<KeptScenario> {
  const startedAt = new Date();
  const planned = scheduledRequests(scheduleOf(plan));
  const seconds = Math.max(...plan.scenarios.map(secondsOf));
  const scenario = levelNumber === undefined ? kind : `${kind}, level ${levelNumber}`;
  const live = new LiveLoad();
  const tell = () => {
    const elapsed = (Date.now() - startedAt.getTime()) / 1000;
    const secondsLeft = Math.max(0, Math.ceil(seconds - elapsed));
    onProgress({ ...place, ...live.now(), scenario, planned, secondsLeft });
  };
  const ticking = setInterval(tell, PROGRESS_MS);
  try {
    const { fold, stop, problems, cpu } = await runLoad(plan, {
      k6,
      secrets,
      share,
      signal,
      guard,
      startMeter,
      ...(silenceMs === undefined ? {} : { silenceMs }),
      observe: (point) => {
        live.observe(point);
      },
    });
    return {
      kind,
      plan,
      segment: share.kind === 'segment' ? share.segment : null,
      level,
      startedAt: startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      fold,
      stop,
      problems,
      generators: [cpu],
    };
  } finally {
    clearInterval(ticking);
  }
}
