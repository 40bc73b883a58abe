// What the tests of the Aurora collectors share. Only tests import it.
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type { Spec } from '../../../../core/spec/spec.ts';

/** A spec that declares these clusters, and nothing more of them than the given parts. */
export function aurora(clusters: Readonly<Record<string, object>>): Partial<Spec> {
  return { aurora: clusters } as unknown as Partial<Spec>;
}

/** What AWS answers of a cluster when it leaves out all that it may. */
export function bareCluster(name: string, facts: Partial<DBCluster> = {}): DBCluster {
  return {
    DBClusterIdentifier: name,
    DBClusterArn: `arn:aws:rds:us-east-1:123456789012:cluster:${name}`,
    DBClusterMembers: [],
    DBClusterParameterGroup: `${name}-parameters`,
    ...facts,
  };
}

/** What AWS answers of a member when it leaves out all that it may. */
export function bareInstance(
  name: string,
  cluster: string,
  facts: Partial<DBInstance> = {},
): DBInstance {
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: `arn:aws:rds:us-east-1:123456789012:db:${name}`,
    DBClusterIdentifier: cluster,
    DBParameterGroups: [],
    ...facts,
  };
}

export function anError(code: string): Error {
  return Object.assign(new Error('No.'), { name: code });
}
