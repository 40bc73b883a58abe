import type { Stop } from '../../core/load/load-document.ts';
import type { LoadRun } from '../../core/load/load-run.ts';

/**
 * A load run that an error of Landfall may have ended. What was sent last then is not kept, and may be what did not hold: no size is
 * said to hold, or to be larger than it need be, and what was found against one stays.
 */
export function endedByError(load: LoadRun, stop: Stop | null): LoadRun {
  if (stop?.by !== 'error') return load;
  return {
    ...load,
    stopped: stop.sentence,
    sizing: load.sizing.map((size) => {
      switch (size.verdict) {
        case 'INVALID':
        case 'UNDERSIZED':
        case 'INCONCLUSIVE':
          return size;
        case 'OVERSIZED':
        case 'HOLDS': {
          const reason = `${size.reason} That decides nothing, as the load test was not all kept. ${stop.sentence}`;
          return { ...size, verdict: 'INCONCLUSIVE', reason, margin: null, recommended: null };
        }
      }
    }),
  };
}
