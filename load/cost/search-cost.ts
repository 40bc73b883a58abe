import type { ScenarioCost } from '../../core/load/load-plan.ts';

/** What a search costs at most: as many of its greatest level as it may come to. */
export function searchCost(greatest: ScenarioCost, levels: number): ScenarioCost {
  return {
    ...greatest,
    bytes: levels * greatest.bytes,
    usd: greatest.usd === null ? null : levels * greatest.usd,
    parts: greatest.parts.map(({ what, usd }) => ({ what, usd: levels * usd })),
  };
}
