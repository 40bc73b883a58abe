import type { CompletionContext, JsonCompletion } from '../completion.ts';
import { type JsonRecord, recordsOf, stringOf, stringsOf } from '../json.ts';

export const TAGGING_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'tagging',
    operations: ['GetResources'],
    gap: 'A list of ARNs is ignored, and the answer has pages of everything.',
    prepare: ({ ResourceARNList: _list, ...parameters }) => parameters,
    async complete(body, parameters, context) {
      if (parameters['ResourceARNList'] === undefined) return body;
      const arns = stringsOf(parameters, 'ResourceARNList');
      const all = [...recordsOf(body, 'ResourceTagMappingList'), ...(await others(body, context))];
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
