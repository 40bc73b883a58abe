import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances, type AuroraInstance } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { lacksMember, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html#UsingWithRDS.SSL.RegionCertificateAuthorities */
const AUTHORITIES = ['rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1', 'rds-ca-ecc384-g1'] as const;
const LEAST_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

export default defineCheck({
  id: 'aurora/ca-certificate',
  title:
    'Members of the Aurora cluster have certificates of a current authority that last beyond the cutover',
  risk: 'On one day all clients that verify the server lose the database at once.',
  remediation: 'Rotate the certificate of the instance to a current authority.',
  fix: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --ca-certificate-identifier rds-ca-rsa2048-g1 --apply-immediately',
    cdk: 'new rds.CfnDBInstance(this, "<id>", { caCertificateIdentifier: "rds-ca-rsa2048-g1" })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CertificateDetails.html',
  ],
  controls: [],
  proves: ['aurora/encryption'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }, { takenAt }) {
    const expected = { authorities: [...AUTHORITIES], daysLeft: `more than ${LEAST_DAYS}` };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);
    const actual = {
      certificates: Object.fromEntries(
        members.map(({ identifier, certificate }) => [identifier, certificate]),
      ),
    };
    const resource = { resource: cluster.arn };
    const details = members.flatMap((member) => problemsOf(member, takenAt));
    if (details.length > 0) {
      const message = 'The certificate of a member is old.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (members.length === 0) {
      return fail('The cluster has no member.', expected, actual, resource);
    }
    const isTold = ({ certificate }: AuroraInstance) =>
      certificate?.authority !== undefined &&
      certificate.authority !== null &&
      certificate.validTill !== null;
    if (!members.every(isTold)) {
      return unknown('RDS does not give the certificates of all members.');
    }
    return pass(expected, actual, resource);
  },
});

function problemsOf({ identifier, certificate }: AuroraInstance, takenAt: number) {
  const authority = certificate?.authority ?? null;
  const validTill = certificate?.validTill ?? null;
  const known: readonly string[] = AUTHORITIES;
  return [
    ...(authority !== null && !known.includes(authority)
      ? [`The certificate of ${identifier} is of ${authority}.`]
      : []),
    ...(validTill !== null && Date.parse(validTill) <= takenAt + LEAST_DAYS * DAY_MS
      ? [`The certificate of ${identifier} is valid until ${validTill}.`]
      : []),
  ];
}
