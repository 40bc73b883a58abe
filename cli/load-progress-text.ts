import type { LoadProgress } from '../runner/load/live-load.ts';

/** How a scenario goes, in one line. */
export function loadProgressText({
  scenario,
  number,
  scenarios,
  answered,
  planned,
  failed,
  p95Ms,
  answeredPerSecond,
  secondsLeft,
}: LoadProgress): string {
  return [
    `${scenario} (${number} of ${scenarios})`,
    `${answered} of ${planned} requests`,
    `${answeredPerSecond.toFixed(1)}/s`,
    p95Ms === null ? 'p95 not known' : `p95 ${Math.round(p95Ms)} ms`,
    `${failed} failed`,
    `about ${secondsLeft} s left`,
  ].join('  ');
}
