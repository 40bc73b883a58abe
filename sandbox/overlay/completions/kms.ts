import { type CompletionContext, type JsonCompletion } from '../completion.ts';
import { isJsonRecord, type JsonRecord, numberOf, stringOf } from '../json.ts';

const DEFAULT_ROTATION_DAYS = 365;

export const KMS_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'kms',
    operations: ['CreateKey', 'DescribeKey'],
    gap: 'Usage and multi-region flag are null unless they were given.',
    complete(body) {
      const key = body['KeyMetadata'];
      if (!isJsonRecord(key)) return body;
      return {
        ...body,
        KeyMetadata: {
          ...key,
          KeyUsage: key['KeyUsage'] ?? 'ENCRYPT_DECRYPT',
          MultiRegion: key['MultiRegion'] ?? false,
        },
      };
    },
  },
  {
    form: 'json',
    service: 'kms',
    operations: ['EnableKeyRotation'],
    gap: 'The period of a key rotation is dropped.',
    async complete(body, parameters, context) {
      const { arn } = await keyOf(parameters, context);
      const days = numberOf(parameters, 'RotationPeriodInDays') ?? DEFAULT_ROTATION_DAYS;
      context.state.put(rotationKey(arn), days);
      return body;
    },
  },
  {
    form: 'json',
    service: 'kms',
    operations: ['GetKeyRotationStatus'],
    gap: 'The period of a key rotation is dropped.',
    async complete(body, parameters, context) {
      if (body['KeyRotationEnabled'] !== true) return body;
      const { arn, createdAt } = await keyOf(parameters, context);
      const remembered = context.state.get(rotationKey(arn));
      const days = typeof remembered === 'number' ? remembered : DEFAULT_ROTATION_DAYS;
      return {
        ...body,
        KeyId: arn,
        RotationPeriodInDays: days,
        NextRotationDate: createdAt + days * 24 * 60 * 60,
      };
    },
  },
];

async function keyOf(
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<{ arn: string; createdAt: number }> {
  const { KeyMetadata } = await context.askJson('kms', 'DescribeKey', {
    KeyId: parameters['KeyId'],
  });
  const key = isJsonRecord(KeyMetadata) ? KeyMetadata : {};
  return { arn: stringOf(key, 'Arn') ?? '', createdAt: numberOf(key, 'CreationDate') ?? 0 };
}

function rotationKey(arn: string): string {
  return `kms/rotation-period/${arn}`;
}
