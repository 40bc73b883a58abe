import { tablePolicies } from '../../collectors/aws/dynamodb/table-policies.ts';
import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

export default defineCheck({
  id: 'dynamodb/replicas-and-policy',
  title: 'The table is copied to the declared regions, and its policy lets in nobody else',
  risk: 'In another region the data is missing or old, or strangers read it here.',
  remediation: 'Add the declared replicas, and take other accounts out of the policy of the table.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --replica-updates "Create={RegionName=<region>}"',
    cdk: 'new dynamodb.TableV2(this, "<id>", { replicas: [{ region: "<region>" }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::GlobalTable',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html',
  ],
  controls: [],
  proves: ['messaging/discovery-store', 'messaging/encryption'],
  needs: { tables, policies: tablePolicies },
  none: NO_TABLES,
  subjects: (spec) => withOrganization(declaredTables(spec), spec),

  evaluate({ name, declared, organization }, artifacts, { account, region }) {
    const wanted = (declared.replicaRegions ?? []).filter((each) => each !== region).sort();
    const expected = { replicas: wanted, openings: [] };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const resource = { resource: table.arn };
    const policy = artifacts.policies.get(name)?.policy ?? null;
    const document = policy === null ? null : parseDocument(policy, 'resource');
    if (document !== null && isMalformed(document)) {
      return unknown('The policy of the table cannot be read.');
    }
    const openings =
      document === null ? [] : openingsOf(document, { accounts: [account], organization });
    const replicas = table.replicas.filter((replica) => replica.region !== region);
    const actual = {
      replicas,
      openings: openings.map(({ sid, principal, to }) => ({ sid, principal, to })),
    };
    if (openings.some(isCertain)) {
      return fail('The policy of the table lets in others.', expected, actual, {
        ...resource,
        details: openings.map(({ principal, to }) => `Let in: ${principal} (${to}).`),
      });
    }
    const statusIn = (each: string) => replicas.find((replica) => replica.region === each)?.status;
    const undeclared = replicas.filter((replica) => !wanted.includes(replica.region));
    if (undeclared.length > 0) {
      return fail('The table is copied to a region that is not declared.', expected, actual, {
        ...resource,
        details: undeclared.map((replica) => `Copied to ${replica.region}.`),
      });
    }
    const missing = wanted.filter((each) => statusIn(each) !== 'ACTIVE');
    if (missing.length === 0) {
      return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
    }
    const isMoving = missing.every((each) =>
      ['CREATING', 'UPDATING'].includes(statusIn(each) ?? ''),
    );
    return isMoving
      ? unsettled('The table is being copied.', expected, actual, resource)
      : fail('The table is not copied to every declared region.', expected, actual, {
          ...resource,
          details: missing.map((each) => `No active copy in ${each}.`),
        });
  },
});
