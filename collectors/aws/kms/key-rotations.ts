import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { declaredAliases, describeAlias } from './keys.ts';
import { describeKey, getKeyRotationStatus } from './operations.ts';

export const KeyRotation = z.strictObject({
  enabled: z.boolean(),
  periodDays: z.int().nullable(),
});
export type KeyRotation = z.infer<typeof KeyRotation>;

/** Every declared key, by alias. Absent is a key that does not exist, or that KMS cannot rotate. */
export const keyRotations = defineCollector<KeyRotation>({
  id: 'aws/kms/key-rotations',
  title: 'Automatic rotation of the declared KMS keys',
  operations: [describeKey, getKeyRotationStatus],
  item: KeyRotation,
  keys: declaredAliases,
  collect: (context) =>
    observeEach(declaredAliases(context.spec), (alias) => rotationOf(context, alias)),
});

async function rotationOf(
  context: CollectContext,
  alias: string,
): Promise<Observation<KeyRotation>> {
  const key = await describeAlias(context, alias);
  if (key.state !== 'present') return key;
  const answer = await context.aws.read(getKeyRotationStatus, { KeyId: key.value.arn });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const { KeyRotationEnabled: enabled, RotationPeriodInDays: periodDays } = answer.value;
      return enabled === undefined
        ? malformed(
            getKeyRotationStatus,
            answer.calls,
            'It does not say whether the key is rotated.',
          )
        : present({ enabled, periodDays: periodDays ?? null }, answer.calls);
    }
  }
}
