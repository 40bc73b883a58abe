import type { Path } from '../source-tree.ts';
import type { Spec } from '../spec.ts';
import { complain, mustBeDeclared, type Complaint } from './complaint.ts';
import type { Declared } from './declared.ts';

/** What secrets name, and every alias of a key, wherever it stands. */
export function keyComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  const secrets = Object.entries(spec.secrets ?? {}).flatMap(([name, secret]) => {
    const path = ['secrets', name];
    const { rotationDays, staticReason, consumers } = secret;
    return [
      ...((rotationDays === undefined) === (staticReason === undefined)
        ? [
            complain(
              [...path, 'rotationDays'],
              'a secret has either rotationDays or a staticReason',
              'one that is never rotated says why',
            ),
          ]
        : []),
      ...(consumers ?? []).flatMap((consumer, index) =>
        mustBeDeclared([...path, 'consumers', index], consumer, declared.services),
      ),
    ];
  });
  const { aurora, secrets: ofSecrets, queues, tables, topics, logGroups } = spec;
  const sections: Readonly<Record<string, Encrypted | undefined>> = {
    aurora,
    secrets: ofSecrets,
    queues,
    tables,
    topics,
    logGroups,
  };
  const aliases = Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries ?? {}).flatMap(([name, { kmsKeyAlias }]) =>
      kmsKeyAlias === undefined
        ? []
        : aliasComplaints([section, name, 'kmsKeyAlias'], kmsKeyAlias, declared),
    ),
  );
  return [...secrets, ...aliases];
}

/** Entries that may name the key they are encrypted with. */
type Encrypted = Readonly<Record<string, { readonly kmsKeyAlias?: string | undefined }>>;

function aliasComplaints(path: Path, alias: string, { kmsKeys }: Declared): readonly Complaint[] {
  // Keys that AWS manages are there without being declared.
  return alias.startsWith('alias/aws/') ? [] : mustBeDeclared(path, alias, kmsKeys);
}
