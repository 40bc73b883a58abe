import type { JsonCompletion } from '../completion.ts';
import { isJsonRecord, type JsonRecord, recordsOf, stringOf } from '../json.ts';

export const ECR_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ecr',
    operations: ['BatchGetRepositoryScanningConfiguration'],
    gap: 'That a repository scans on push is left out of account.',
    async complete(body, _parameters, context) {
      const { repositories } = await context.askJson('ecr', 'DescribeRepositories', {});
      const scanning = new Set(
        (Array.isArray(repositories) ? repositories : [])
          .filter(isJsonRecord)
          .filter(scansOnPush)
          .map((repository) => stringOf(repository, 'repositoryName')),
      );
      return {
        ...body,
        scanningConfigurations: recordsOf(body, 'scanningConfigurations').map((one) =>
          scanning.has(stringOf(one, 'repositoryName')) && one['scanFrequency'] === 'MANUAL'
            ? { ...one, scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' }
            : one,
        ),
      };
    },
  },
];

function scansOnPush(repository: JsonRecord): boolean {
  const configuration = repository['imageScanningConfiguration'];
  return isJsonRecord(configuration) && configuration['scanOnPush'] === true;
}
