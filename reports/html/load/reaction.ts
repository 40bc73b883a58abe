import { scaleLinear } from 'd3-scale';
import type { ReactionStage, ScalingReaction } from '../../../core/load/scaling-reaction.ts';
import { INK, tenth } from '../charts/ink.ts';
import { markup, type Markup } from '../markup.ts';
import { rounded } from './points.ts';

const STAGES: Readonly<Record<ReactionStage, string>> = {
  'load-rose': 'the load rose',
  'metric-above-target': 'metric above the target',
  alarm: 'alarm',
  decision: 'decision to scale',
  'task-created': 'task created',
  'image-pulled': 'image pulled',
  'task-running': 'task running',
  'target-healthy': 'healthy in the target group',
  'slo-restored': 'service level restored',
};

const WIDTH = 720;
const LEFT = 190;
const RIGHT = 90;
const ROW = 24;
const TOP = 10;

interface Step {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** From the rise of the load to the service level: how long each stage took after the one before it that was seen. */
export function reactionChart({ service, stages }: ScalingReaction, index: number): Markup {
  const steps = stepsOf(stages);
  const unseen = stages.filter(({ atSeconds }) => atSeconds === null);
  const last = steps.at(-1);
  const first = steps[0];
  const took =
    first === undefined || last === undefined
      ? 'No two stages were seen.'
      : `From ${rounded(first.from)} s to ${rounded(last.to)} s of the load: ${rounded(last.to - first.from)} s.`;
  return markup`<figure class="chart"><figcaption>${service}: how it scaled out</figcaption>
<p>${took}${unseen.length === 0 ? null : ` Not seen: ${unseen.map(({ stage }) => STAGES[stage]).join(', ')}.`}</p>
${first === undefined || last === undefined ? null : lanes(steps, first.from, last.to, `load-reaction-${index}`, service, took)}
<details><summary>The same as a table</summary><table><thead><tr><th scope="col">stage</th><th scope="col">second</th></tr></thead><tbody>${stages.map(
    ({ stage, atSeconds }) =>
      markup`<tr><td>${STAGES[stage]}</td><td>${atSeconds === null ? 'not seen' : rounded(atSeconds)}</td></tr>
`,
  )}</tbody></table></details></figure>
`;
}

function lanes(
  steps: readonly Step[],
  from: number,
  to: number,
  id: string,
  service: string,
  took: string,
): Markup {
  const height = TOP + steps.length * ROW + 10;
  const x = scaleLinear([from, Math.max(to, from + 1)], [LEFT, WIDTH - RIGHT]);
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="How ${service} scaled out">
<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">
<title id="${id}-title">How ${service} scaled out</title>
<desc id="${id}-desc">${took}</desc> ${steps.map((step, index) => {
    const top = TOP + index * ROW;
    const width = Math.max(2, x(step.to) - x(step.from));
    return markup`<text x="${LEFT - 8}" y="${top + 15}" text-anchor="end" fill="${INK.quiet}" class="fill-quiet">${step.words}</text><rect x="${tenth(x(step.from))}" y="${top + 3}" width="${tenth(width)}" height="${ROW - 8}" fill="${INK.good}" class="fill-good" /><text x="${tenth(x(step.from) + width + 6)}" y="${top + 15}" fill="${INK.quiet}" class="fill-quiet">${rounded(step.to - step.from)} s</text> `;
  })}</svg></div>`;
}

/** Between one stage that was seen and the next. */
function stepsOf(stages: ScalingReaction['stages']): readonly Step[] {
  const steps: Step[] = [];
  let from: number | null = null;
  for (const { stage, atSeconds } of stages) {
    if (atSeconds === null) continue;
    if (from !== null) steps.push({ words: STAGES[stage], from, to: atSeconds });
    from = atSeconds;
  }
  return steps;
}
