import type { Forecast } from '../../core/load/load-plan.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { connectionForecasts } from './connections.ts';
import { requestTargetForecasts } from './request-target.ts';
import { scaleOutForecasts } from './scale-out.ts';
import { throughputForecasts } from './throughput.ts';

/** All that the spec alone tells of its sizes, before anything is sent. */
export function forecastsOf(spec: Spec): readonly Forecast[] {
  return [
    ...connectionForecasts(spec),
    ...throughputForecasts(spec),
    ...scaleOutForecasts(spec),
    ...requestTargetForecasts(spec),
  ];
}
