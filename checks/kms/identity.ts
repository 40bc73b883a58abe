import type { KmsKey } from '../../collectors/aws/kms/keys.ts';

/** Whether what a resource says of its key, an ARN, an id or an alias, names the key behind the alias. */
export function isKey(text: string, alias: string, { arn }: KmsKey): boolean {
  const plain = text.replace(/^arn:[^:]+:kms:[^:]*:\d*:alias\//, 'alias/');
  return plain === arn || plain === alias || (plain !== '' && arn.endsWith(`:key/${plain}`));
}
