import type { CompletionContext, JsonCompletion } from '../completion.ts';
import { type JsonRecord, recordsOf, stringOf, stringsOf } from '../json.ts';

export const TAGGING_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'tagging',
    operations: ['GetResources'],
    gap: 'A list of ARNs is ignored, the answer has pages of everything, and ECR is left out.',
    prepare: ({ ResourceARNList: _list, ...parameters }) => parameters,
    async complete(body, parameters, context) {
      if (parameters['ResourceARNList'] === undefined) return body;
      const arns = stringsOf(parameters, 'ResourceARNList');
      const all = [
        ...recordsOf(body, 'ResourceTagMappingList'),
        ...(await others(body, context)),
        ...(await ofRepositories(arns, context)),
      ];
      return {
        PaginationToken: '',
        ResourceTagMappingList: all.filter((mapping) =>
          arns.includes(stringOf(mapping, 'ResourceARN') ?? ''),
        ),
      };
    },
  },
];

/** What stands on the pages behind the first. */
async function others(first: JsonRecord, context: CompletionContext): Promise<JsonRecord[]> {
  const found: JsonRecord[] = [];
  for (let token = stringOf(first, 'PaginationToken') ?? ''; token !== '';) {
    const page = await context.askJson('tagging', 'GetResources', { PaginationToken: token });
    found.push(...recordsOf(page, 'ResourceTagMappingList'));
    token = stringOf(page, 'PaginationToken') ?? '';
  }
  return found;
}

async function ofRepositories(
  arns: readonly string[],
  context: CompletionContext,
): Promise<JsonRecord[]> {
  const found: JsonRecord[] = [];
  for (const resourceArn of arns.filter((arn) => arn.split(':')[2] === 'ecr')) {
    const answer = await context.tryJson('ecr', 'ListTagsForResource', { resourceArn });
    const tags = answer === null ? [] : recordsOf(answer, 'tags');
    if (tags.length > 0) found.push({ ResourceARN: resourceArn, Tags: tags });
  }
  return found;
}
