import { invalid } from '../aws-failure.ts';
import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { type JsonRecord, recordsOf, stringOf } from '../json.ts';

export const LOGS_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'logs',
    operations: ['AssociateKmsKey', 'DisassociateKmsKey'],
    gap: 'Not implemented; the key of a group is remembered here.',
    async answer(parameters, context) {
      const name = groupOf(parameters);
      const found = await context.askJson('logs', 'DescribeLogGroups', {
        logGroupNamePrefix: name,
      });
      if (!recordsOf(found, 'logGroups').some((group) => group['logGroupName'] === name)) {
        throw invalid('ResourceNotFoundException', 'The specified log group does not exist.');
      }
      const key = await groupKey(name, context);
      if (context.call.operation === 'AssociateKmsKey') {
        context.state.put(key, parameters['kmsKeyId']);
      } else {
        context.state.remove(key);
      }
      return {};
    },
  },
  {
    form: 'json',
    service: 'logs',
    operations: ['DescribeLogGroups'],
    gap: 'The key of a group is known only when it was created with it.',
    async complete(body, _parameters, context) {
      const logGroups = await Promise.all(
        recordsOf(body, 'logGroups').map(async (group) => {
          const name = stringOf(group, 'logGroupName') ?? '';
          const kmsKeyId = context.state.get(await groupKey(name, context));
          return { ...group, ...(kmsKeyId !== undefined && { kmsKeyId }) };
        }),
      );
      return { ...body, logGroups };
    },
  },
];

function groupOf(parameters: JsonRecord): string {
  const name = stringOf(parameters, 'logGroupName');
  const fromArn = stringOf(parameters, 'resourceIdentifier')?.split(':log-group:')[1];
  return name ?? fromArn?.replace(/:\*$/, '') ?? '';
}

function groupKey(name: string, context: CompletionContext): Promise<string> {
  return regionalKey(context, `logs/kms-key/${name}`);
}
