import { invalid } from '../aws-failure.ts';
import type { JsonCompletion } from '../completion.ts';
import { stringOf } from '../json.ts';

export const SECRETS_MANAGER_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'secretsmanager',
    operations: ['RotateSecret'],
    gap: 'A rotation without a function is accepted, and breaks the secret.',
    async prepare(parameters, context) {
      if (stringOf(parameters, 'RotationLambdaARN') !== undefined) return parameters;
      const secret = await context.tryJson('secretsmanager', 'DescribeSecret', {
        SecretId: parameters['SecretId'],
      });
      if (secret !== null && stringOf(secret, 'RotationLambdaARN') === undefined) {
        throw invalid(
          'InvalidRequestException',
          'No Lambda rotation function ARN is associated with this secret.',
        );
      }
      return parameters;
    },
  },
];
