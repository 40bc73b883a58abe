import { invalid } from '../aws-failure.ts';
import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { type JsonRecord, numberOf, recordsOf, stringOf } from '../json.ts';

/** The groups of a deployment were there before its cutover; those of the sandbox are made after the declared one. */
const OLDER_MS = 24 * 60 * 60_000;

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
    gap: 'The key of a group is known only when it was created with it, and no group is older than the sandbox: each is a day older here.',
    async complete(body, _parameters, context) {
      const logGroups = await Promise.all(
        recordsOf(body, 'logGroups').map(async (group) => {
          const name = stringOf(group, 'logGroupName') ?? '';
          const kmsKeyId = context.state.get(await groupKey(name, context));
          const created = numberOf(group, 'creationTime');
          return {
            ...group,
            ...(kmsKeyId !== undefined && { kmsKeyId }),
            ...(created !== undefined && { creationTime: created - OLDER_MS }),
          };
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
