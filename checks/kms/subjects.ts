import type { z } from 'zod';
import type { Subject } from '../../core/check.ts';
import type { KeySpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface KeySubject extends Subject {
  readonly declared: z.infer<typeof KeySpec>;
  /** Whether a declared log group is to be encrypted with it, which takes CloudWatch Logs into its policy. */
  readonly logsEncrypted: boolean;
}

/** Every declared key of the customer's own, by its alias. */
export function declaredKeys(spec: Spec): readonly KeySubject[] {
  return Object.entries(spec.kmsKeys ?? {}).map(([name, declared]) => ({
    name,
    path: ['kmsKeys', name],
    declared,
    logsEncrypted: Object.values(spec.logGroups ?? {}).some(
      ({ kmsKeyAlias }) => kmsKeyAlias === name,
    ),
  }));
}

export const NO_KEYS = 'The spec declares no KMS key.';
export const ABSENT = 'The key does not exist.';
