import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allAliases } from '../../collectors/aws/kms/all-aliases.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

/** A key without an alias has no name by which a spec could declare it, and is not looked for. */
export default defineCheck({
  id: 'kms/undeclared-keys',
  title: 'No alias of a key in the scope is undeclared',
  risk: 'What nobody planned encrypts data with a key whose policy nobody judged, and outlives the migration unseen.',
  remediation: 'Declare the key, or delete its alias and schedule the deletion of the key.',
  fix: {
    cli: 'aws kms delete-alias --alias-name <alias>',
    cdk: 'new kms.Key(this, "<id>", { alias: "<name>" })',
  },
  severity: 'medium',
  resourceType: 'AWS::KMS::Alias',
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html'],
  controls: [],
  proves: ['security/keys'],
  needs: { aliases: allAliases, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'kmsKeys', Object.keys(spec.kmsKeys ?? {})),

  evaluate(subject, { aliases, tagged }) {
    return judgeUndeclared(
      { one: 'A key alias', many: 'key aliases' },
      subject,
      aliases.get(ALL)?.filter(({ name }) => !name.startsWith('alias/aws/')) ?? null,
      tagged,
    );
  },
});
