import type { Stop } from '../../core/load/load-document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { judgeLoad } from '../../load/judge/load-run.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import { MESSAGING, type LoadKind, type ScenarioKind } from '../../load/plan/phases.ts';
import { UsageError } from '../errors.ts';
import type { LoadToSend, SearchToSend } from './load-to-send.ts';
import { sendScenario, type ScenarioOptions } from './send-scenario.ts';
import { sendSearch } from './send-search.ts';
import { loadTarget } from './sendable-load.ts';
import { targetAddresses, type Lookup } from './target-addresses.ts';

export interface ScenariosOptions extends Omit<ScenarioOptions, 'k6' | 'secrets'> {
  readonly spec: Spec;
  /** How many the test has, with a search and with messages. */
  readonly scenarios: number;
  /** Keeps a scenario as soon as it is over. */
  readonly keep: (ran: KeptScenario) => Promise<void>;
  readonly onNote: (note: string) => void;
  readonly resolve?: Lookup | undefined;
}

/**
 * Sends the scenarios until one of them, or what is seen between them, ends the test; keeps each.
 * @returns why it ended between two of them, or after the last with messages still to be sent; null when it did not.
 */
export async function sendScenarios(
  { plans, search, messages, secrets }: LoadToSend,
  options: ScenariosOptions,
): Promise<Stop | null> {
  const { spec, scenarios, guard } = options;
  for (const [index, { kind, plan, k6 }] of plans.entries()) {
    if (index > 0) {
      const stop = await whyNotSent(kind, options);
      if (stop !== null) return stop;
    }
    const place = { number: index + 1, scenarios };
    const ran = await sendScenario({ kind, plan, level: null }, { ...options, k6, secrets }, place);
    await options.keep(ran);
    const next =
      plans[index + 1]?.kind ??
      (search === null ? (messages === null ? undefined : MESSAGING) : 'breakpoint');
    if (next === undefined) break;
    const stop = reasonToStop(spec, ran);
    if (stop === null) continue;
    options.onNote(`${stop.sentence} The scenario ${next} and what follows it is not sent.`);
    return stop;
  }
  const isFirst = plans.length === 0;
  if (search !== null) return sendLevels(search, { ...options, secrets, isFirst });
  return messages === null || isFirst ? null : notSent(MESSAGING, guard.stop);
}

/** Sends the levels of a search after what was sent before it. */
async function sendLevels(
  { k6, load, settings, facts }: SearchToSend,
  options: ScenariosOptions &
    Pick<ScenarioOptions, 'secrets'> & {
      /** Whether nothing was sent before it. */
      readonly isFirst: boolean;
    },
): Promise<Stop | null> {
  const { spec, scenarios, signal, onNote } = options;
  let stop: Stop | null = null;
  const mayGoOn = async () => {
    stop = await whyNotSent('breakpoint', options);
    return stop === null;
  };
  if (!options.isFirst && !(await mayGoOn())) return stop;
  await sendSearch({
    ...{ spec, load, settings, facts, signal, onNote, mayGoOn },
    send: async (plan, level, number) => {
      const place = { number: scenarios, scenarios, level: number };
      const ran = await sendScenario(
        { kind: 'breakpoint', plan, level },
        { ...options, k6 },
        place,
      );
      await options.keep(ran);
      return ran;
    },
  });
  return stop;
}

/** Why a scenario is not sent after another; null when it may be. */
async function whyNotSent(
  kind: ScenarioKind,
  { spec, guard, resolve }: ScenariosOptions,
): Promise<Stop | null> {
  return notSent(kind, guard.stop) ?? (await addressStop(kind, loadTarget(spec).origin, resolve));
}

/** Why a scenario is not sent when its target is none to load any more; what was sent before is kept and judged all the same. */
async function addressStop(
  kind: ScenarioKind,
  origin: string,
  resolve: Lookup | undefined,
): Promise<Stop | null> {
  try {
    await targetAddresses(origin, resolve);
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return {
      by: 'guard',
      sentence: notSentText(kind, error.message),
    };
  }
}

/** What ended the test between two scenarios. */
function notSent(kind: LoadKind, stop: Stop | null): Stop | null {
  return stop === null ? null : { ...stop, sentence: notSentText(kind, stop.sentence) };
}

function notSentText(kind: LoadKind, why: string): string {
  return `The scenario ${kind} and what follows it was not sent. ${why}`;
}

/** Why nothing more is sent after a scenario; null when it may go on. */
function reasonToStop(spec: Spec, ran: KeptScenario): Stop | null {
  if (ran.stop !== null) return ran.stop;
  const bad = judgeLoad(spec, [ran], null).judgements.find(
    ({ verdict }) => verdict === 'INVALID' || verdict === 'UNDERSIZED',
  );
  return bad === undefined
    ? null
    : { by: 'verdict', sentence: `${bad.scenario} of ${bad.workload}: ${bad.reason}` };
}
