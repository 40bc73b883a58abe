import {
  auroraClusterSnapshots,
  type ClusterSnapshot,
} from '../../collectors/aws/rds/cluster-snapshots.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { declaredClusters, NO_CLUSTERS } from '../aurora/subjects.ts';

const AVAILABLE = 'available';
const MOVING = new Set(['creating', 'copying']);

/** A snapshot from before the freeze lacks the last writes, and going back to it would lose them. */
export default defineCheck({
  id: 'backup/pre-cutover-snapshot',
  title: 'A manual snapshot of the Aurora cluster was taken after the freeze',
  risk: 'When the cutover goes wrong there is no state to go back to that has all of the data.',
  remediation:
    'Create a manual snapshot of the cluster after the freeze, and wait until it is available.',
  fix: {
    cli: 'aws rds create-db-cluster-snapshot --db-cluster-identifier <cluster> --db-cluster-snapshot-identifier <snapshot>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { removalPolicy: RemovalPolicy.SNAPSHOT })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterSnapshot.html',
  ],
  controls: [],
  proves: [],
  needs: { snapshots: auroraClusterSnapshots },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) => {
      const freezeAt = spec.backup?.freezeAt ?? null;
      return freezeAt === null
        ? { ...subject, freezeAt, notApplicable: 'The spec declares no freeze.' }
        : { ...subject, freezeAt };
    }),

  evaluate({ name, freezeAt }, { snapshots }, { takenAt, partition, region, account }) {
    const expected = { takenAfter: freezeAt, status: AVAILABLE };
    const list = snapshots.get(name);
    if (list === null) return unknown('AWS does not list the snapshots of the cluster.');
    if (freezeAt === null) return unknown('The spec declares no freeze.');

    const freeze = Date.parse(freezeAt);
    const after = list.filter(
      ({ createdAt }) => createdAt !== null && Date.parse(createdAt) >= freeze,
    );
    const usable = after.filter(({ status }) => status === AVAILABLE);
    const actual = { snapshots: list.length, afterFreeze: after.map(factsOf) };
    const resource = {
      resource: `arn:${partition}:rds:${region}:${account}:cluster:${name.toLowerCase()}`,
    };
    if (usable.length === 0) {
      if (takenAt < freeze) return unknown('The declared freeze is still to come.');
      if (list.some((one) => mayBeUsable(one, freeze))) {
        return unknown('AWS leaves out when a snapshot was taken, or its status.');
      }
      if (after.some(({ status }) => MOVING.has(status ?? ''))) {
        const message = 'A snapshot that was begun after the freeze is not available yet.';
        return unsettled(message, expected, actual, resource);
      }
      return fail('No snapshot was taken after the freeze.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

function factsOf({ identifier, status, createdAt }: ClusterSnapshot) {
  return { identifier, status, createdAt };
}

/** Whether what AWS left out of a snapshot is all that keeps it from being one that was taken after the freeze. */
function mayBeUsable({ status, createdAt }: ClusterSnapshot, freeze: number): boolean {
  if (createdAt === null) return status === null || status === AVAILABLE;
  return status === null && Date.parse(createdAt) >= freeze;
}
