import type { Subject } from '../../core/check.ts';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface SignalSubject extends Subject {
  readonly declared: AlarmSpec;
  /** Dimensions whose value names something declared that AWS calls otherwise. */
  readonly named: readonly NamedDimension[];
}

export interface NamedDimension {
  readonly dimension: 'LoadBalancer' | 'TargetGroup';
  readonly name: string;
}

/** Every declared signal, by the plan's word for it. */
export function declaredSignals(spec: Spec): readonly SignalSubject[] {
  return Object.entries(spec.alarms ?? {}).map(([name, declared]) => ({
    name,
    path: ['alarms', name],
    declared,
    named: [
      ...namedBy(declared, 'LoadBalancer', spec.loadBalancers),
      ...namedBy(declared, 'TargetGroup', spec.targetGroups),
    ],
  }));
}

/** A value that names nothing declared is taken as AWS's own. */
function namedBy(
  { dimensions }: AlarmSpec,
  dimension: NamedDimension['dimension'],
  declared: Readonly<Record<string, unknown>> | undefined,
): readonly NamedDimension[] {
  const name = dimensions[dimension];
  return name !== undefined && Object.hasOwn(declared ?? {}, name) ? [{ dimension, name }] : [];
}

export const NO_SIGNALS = 'The spec declares no alarm.';
