import {
  CreateDBParameterGroupCommand,
  DeleteDBParameterGroupCommand,
  ModifyDBInstanceCommand,
  ModifyDBParameterGroupCommand,
} from '@aws-sdk/client-rds';
import type { Spec } from '../../core/spec/spec.ts';
import { memberNames } from '../deploy/aurora.ts';
import type { SandboxContext } from '../deploy/context.ts';
import type { Fault } from './fault.ts';
import { auroraCluster, must } from './pick.ts';

const OWN_GROUP = 'hand-made';

/** A group of a member stands before the group of its cluster. */
export const MEMBER_PARAMETER_FAULTS: readonly Fault[] = [
  {
    id: 'member-lets-in-without-tls',
    describes:
      'A member of the Aurora cluster has a parameter group that overrides the declared one.',
    breaks: [{ check: 'aurora/parameters-match', subject: (spec) => auroraCluster(spec).name }],
    async apply(context) {
      const { rds } = context.aws;
      await rds.send(
        new CreateDBParameterGroupCommand({
          DBParameterGroupName: OWN_GROUP,
          DBParameterGroupFamily: familyOf(context.spec),
          Description: 'What somebody tried out.',
        }),
      );
      await rds.send(
        new ModifyDBParameterGroupCommand({
          DBParameterGroupName: OWN_GROUP,
          Parameters: [
            { ParameterName: 'rds.force_ssl', ParameterValue: '0', ApplyMethod: 'immediate' },
          ],
        }),
      );
      return attach(context, OWN_GROUP);
    },
    async heal(context) {
      await attach(context, `default.${familyOf(context.spec)}`);
      await context.aws.rds.send(
        new DeleteDBParameterGroupCommand({ DBParameterGroupName: OWN_GROUP }),
      );
    },
  },
];

function familyOf(spec: Spec): string {
  const [major = ''] = auroraCluster(spec).declared.engineVersion.split('.');
  return `aurora-postgresql${major}`;
}

async function attach({ aws, spec }: SandboxContext, group: string): Promise<null> {
  const { name, declared } = auroraCluster(spec);
  const reader = must(memberNames(name, declared).at(-1), 'reader of the Aurora cluster');
  await aws.rds.send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier: reader, DBParameterGroupName: group }),
  );
  return null;
}
