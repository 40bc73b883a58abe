import type { XmlCompletion } from '../completion.ts';
import { childText, editBlocks } from '../xml.ts';

export const IAM_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'iam',
    operations: ['GetAccountAuthorizationDetails'],
    gap: 'The trust policy of a role is plain JSON, all other documents are URL-encoded.',
    complete: (body) =>
      editBlocks(body, { name: 'member' }, (element) => {
        const document = childText(body, element, 'AssumeRolePolicyDocument');
        return document?.trimStart().startsWith('{') === true
          ? { AssumeRolePolicyDocument: encodeURIComponent(document) }
          : {};
      }),
  },
];
