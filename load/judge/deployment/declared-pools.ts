import type { Forecast } from '../../../core/load/load-plan.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { connectionForecast } from '../../foresight/connections.ts';
import type { JudgedDatabase } from './judged-database.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/**
 * What is ruled of a cluster where its pools are looked at as they are declared, too: the tasks that ran opened no more than theirs, and
 * there may be more tasks. What cannot take the connections of all of them is too small whatever was measured.
 */
export function withDeclaredPools(spec: Spec, judged: JudgedDatabase): JudgedDatabase {
  const { resource, maxAcu } = judged;
  const forecast = connectionForecast(spec, resource.name);
  if (forecast === null) return judged;
  const smaller = maxAcu === null ? null : forecastAt(spec, resource.name, maxAcu);
  const tooSmall = smaller === null || smaller.outcome === 'expected' ? null : smaller;
  return {
    resource: {
      ...resource,
      rulings: resource.rulings.map((ruling) => {
        if (ruling.rule === 'D2') return connectionsRuling(ruling, forecast);
        return ruling.rule === 'O1' && tooSmall !== null ? notOversized(ruling, tooSmall) : ruling;
      }),
    },
    maxAcu: tooSmall === null ? maxAcu : null,
  };
}

function connectionsRuling(measured: ResourceRuling, { outcome, says }: Forecast): ResourceRuling {
  switch (outcome) {
    case 'expected':
      return measured;
    case 'fails':
      return measured.verdict === 'UNDERSIZED'
        ? measured
        : rulingBy('D2', null)('UNDERSIZED', says);
    case 'unknown':
      return measured.verdict === 'HOLDS'
        ? { ...measured, verdict: 'INCONCLUSIVE', reason: `${measured.reason} ${says}` }
        : measured;
  }
}

/** A smaller capacity that is not known to take the pools is none to propose. */
function notOversized(ruling: ResourceRuling, { says }: Forecast): ResourceRuling {
  return {
    ...ruling,
    verdict: 'HOLDS',
    reason: `${ruling.reason} That is not proposed, for the pools. ${says}`,
  };
}

/** What the pools would come to with another greatest capacity. */
function forecastAt(spec: Spec, name: string, maxAcu: number): Forecast | null {
  const cluster = spec.aurora?.[name];
  if (cluster === undefined) return null;
  const { minAcu } = cluster.capacity;
  const smaller = { ...cluster, capacity: { minAcu, maxAcu } };
  return connectionForecast({ ...spec, aurora: { ...spec.aurora, [name]: smaller } }, name);
}
