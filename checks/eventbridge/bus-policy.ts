import { eventBuses } from '../../collectors/aws/eventbridge/buses.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';

export default defineCheck({
  id: 'eventbridge/bus-policy',
  title: 'The policy of the bus lets in this account and nobody else',
  risk: 'Strangers send events that the services take for their own.',
  remediation: 'Name accounts of your own in the policy of the bus.',
  fix: {
    cli: 'aws events put-permission --event-bus-name <bus> --policy file://<policy>.json',
    cdk: 'bus.addToResourcePolicy(new iam.PolicyStatement({ sid: "<sid>", principals: [<principal>], actions: ["events:PutEvents"], resources: [bus.eventBusArn] }))',
  },
  severity: 'critical',
  resourceType: 'AWS::Events::EventBus',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/eventbridge-controls.html#eventbridge-3',
  ],
  controls: ['Security Hub 2026-08 EventBridge.3'],
  proves: ['messaging/encryption', 'messaging/eventbridge-path'],
  needs: { buses: eventBuses },
  none: 'The spec declares no EventBridge bus.',
  subjects: (spec) =>
    withOrganization(
      Object.keys(spec.buses ?? {}).map((name) => ({ name, path: ['buses', name] })),
      spec,
    ),

  evaluate({ name, organization }, { buses }, { account }) {
    const expected = { accounts: [account], openings: [] };
    const bus = buses.get(name);
    if (bus === null) return fail('The bus does not exist.', expected, {});
    const resource = { resource: bus.arn };
    // Without a policy only identities of the account get in, by their own policies.
    if (bus.policy === null) return pass(expected, { policy: null }, resource);
    const document = parseDocument(bus.policy, 'resource');
    if (isMalformed(document)) {
      return unknown(`The policy of the bus cannot be read. ${document.malformed}`);
    }
    const openings = openingsOf(document, { accounts: [account], organization });
    const actual = { openings: openings.map(({ sid, principal, to }) => ({ sid, principal, to })) };
    if (openings.some(isCertain)) {
      return fail('The policy of the bus lets in others.', expected, actual, {
        ...resource,
        details: openings.map(({ principal, to }) => `Let in: ${principal} (${to}).`),
      });
    }
    return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
  },
});
