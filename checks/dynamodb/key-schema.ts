import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import type { TableSpec } from '../../core/spec/sections/data-stores.ts';

type DeclaredKeys = Pick<TableSpec, 'partitionKey' | 'sortKey'>;
type DeployedKeys = Table['keys'];

/** Keys in words, `id:S (HASH), at:N (RANGE)`, as the spec declares them. */
export function declaredKeys({ partitionKey, sortKey }: DeclaredKeys): string {
  return [
    `${partitionKey.attribute}:${partitionKey.type} (HASH)`,
    ...(sortKey === undefined ? [] : [`${sortKey.attribute}:${sortKey.type} (RANGE)`]),
  ].join(', ');
}

/** The same of what is deployed; null when DynamoDB leaves out a part of it. */
export function deployedKeys(keys: DeployedKeys, types: Table['attributeTypes']): string | null {
  if (keys === null || types === null || keys.length === 0) return null;
  const words: string[] = [];
  for (const { attribute, role } of keys) {
    const type = attribute === null ? undefined : types[attribute];
    if (attribute === null || role === null || type === undefined) return null;
    words.push(`${attribute}:${type} (${role})`);
  }
  // DynamoDB gives the partition key first; sorted, HASH stands before RANGE whatever it does.
  return words.sort((left, right) => roleOf(left) - roleOf(right)).join(', ');
}

function roleOf(word: string): number {
  return word.endsWith('(HASH)') ? 0 : 1;
}
