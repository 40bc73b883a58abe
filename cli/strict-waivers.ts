import type { Report } from '../core/report.ts';
import { isStale } from '../core/waivers/use.ts';
import { forTerminal } from '../reports/sanitize.ts';

/** The exit code of `--strict-waivers`, said why; null when it has nothing to say. */
export function strictWaiversExitCode(
  { waivers }: Pick<Report, 'waivers'>,
  isStrict: boolean,
): 2 | null {
  const stale = isStrict ? waivers.filter(isStale) : [];
  if (stale.length === 0) return null;
  const ids = stale.map(({ id, state }) => `${id} (${state})`).join(', ');
  process.stderr.write(
    `--strict-waivers: ${forTerminal(ids, false)}; take them out with landfall waivers prune, or renew them.\n`,
  );
  return 2;
}
