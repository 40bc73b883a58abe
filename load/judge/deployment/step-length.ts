import { rounded } from '../words.ts';
import { reactionSecondsOf, type ScaleOutUnderLoad } from './scale-out.ts';

/** Target tracking takes minutes to see a step, tasks take minutes to come up, and what piles up slowly is only seen later. */
const LEAST_SECONDS = 600;
/** So many times the reaction: what has piled up must drain, and the first reaction may not be enough. */
const REACTIONS = 3;

/**
 * Why a step was held too short to show how its service takes it, as a sentence; null when it was not. It takes ten minutes, or three
 * times the reaction: that which was seen, or else that which may be.
 * @param scaleOutSeconds within which time the service must have scaled out; null when the spec does not say
 */
export function heldTooShort(
  step: Pick<ScaleOutUnderLoad, 'hold' | 'stages'>,
  scaleOutSeconds: number | null,
): string | null {
  const held = (step.hold.toMs - step.hold.fromMs) / 1000;
  const reaction = reactionSecondsOf(step) ?? scaleOutSeconds ?? 0;
  const needed = Math.max(LEAST_SECONDS, REACTIONS * reaction);
  return held >= needed
    ? null
    : `The step lasted ${rounded(held)} s, and must last ${rounded(needed)} s to show how it is taken (load.scenarios.spike.holdSeconds).`;
}
