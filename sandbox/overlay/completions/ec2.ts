import type { CompletionContext, XmlCompletion } from '../completion.ts';
import type { JsonRecord } from '../json.ts';
import {
  applySplices,
  childText,
  editBlocks,
  elementsNamed,
  findBlocks,
  parseXml,
  type Splice,
} from '../xml.ts';

export const EC2_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeSecurityGroupRules'],
    gap: 'The owner and the ARN of a rule are missing.',
    async complete(body, _parameters, context) {
      const account = await context.accountId();
      return editBlocks(body, { name: 'item' }, (element) => {
        const id = childText(body, element, 'securityGroupRuleId');
        return id === undefined
          ? {}
          : {
              groupOwnerId: account,
              securityGroupRuleArn: `arn:aws:ec2:${context.call.region}:${account}:security-group-rule/${id}`,
            };
      });
    },
  },
  {
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeNetworkAcls'],
    gap: 'A created list lacks the closing rule that denies all.',
    complete: withDenials,
  },
  {
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeRouteTables'],
    gap: 'A route to a NAT gateway or a peering connection that was deleted stays active.',
    complete: withBlackHoles,
  },
  {
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeVpnConnections'],
    gap: 'Nothing is told of the tunnels; both are up.',
    complete: (body, _parameters, context) => withTelemetry(body, context),
  },
  {
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeVpcBlockPublicAccessOptions'],
    gap: 'Not implemented; public access is not blocked, as in a new account.',
    async answer(_parameters, context) {
      return answerOf(
        context.call.operation,
        `<vpcBlockPublicAccessOptions><awsAccountId>${await context.accountId()}</awsAccountId><awsRegion>${context.call.region}</awsRegion><state>default-state</state><internetGatewayBlockMode>off</internetGatewayBlockMode><managedBy>account</managedBy></vpcBlockPublicAccessOptions>`,
      );
    },
  },
  {
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeStaleSecurityGroups'],
    gap: 'Not implemented; no rule is stale, as there are no peerings that could have gone.',
    answer: (_parameters, context) => answerOf(context.call.operation, '<staleSecurityGroupSet/>'),
  },
];

/** https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
function withDenials(body: string): string {
  const lists = elementsNamed(parseXml(body), 'item').flatMap(
    (item) => item.children.find(({ name }) => name === 'entrySet') ?? [],
  );
  const splices = lists.flatMap((entries): Splice[] => {
    const denied = entries.children
      .filter((entry) => childText(body, entry, 'ruleNumber') === '32767')
      .map((entry) => childText(body, entry, 'egress'));
    const missing = ['true', 'false'].filter((egress) => !denied.includes(egress));
    const added = missing
      .map(
        (egress) =>
          `<item><cidrBlock>0.0.0.0/0</cidrBlock><egress>${egress}</egress><protocol>-1</protocol><ruleAction>deny</ruleAction><ruleNumber>32767</ruleNumber></item>`,
      )
      .join('');
    const whole = body.slice(entries.contentStart, entries.contentEnd) + added;
    return missing.length === 0
      ? []
      : [{ start: entries.start, end: entries.end, with: `<entrySet>${whole}</entrySet>` }];
  });
  return applySplices(body, splices);
}

async function withBlackHoles(
  body: string,
  _parameters: JsonRecord,
  context: CompletionContext,
): Promise<string> {
  const text = await context.askXml('ec2', 'DescribeNatGateways', {});
  const standing = findBlocks(text, { name: 'item', where: { state: 'available' } }).map((item) =>
    childText(text, item, 'natGatewayId'),
  );
  const gone = await deletedPeerings(context);
  return editBlocks(body, { name: 'item' }, (item): Record<string, string> => {
    const gateway = childText(body, item, 'natGatewayId');
    const peering = childText(body, item, 'vpcPeeringConnectionId');
    return (gateway === undefined || standing.includes(gateway)) && !gone.includes(peering ?? '')
      ? {}
      : { state: 'blackhole' };
  });
}

async function deletedPeerings(context: CompletionContext): Promise<readonly string[]> {
  const text = await context.askXml('ec2', 'DescribeVpcPeeringConnections', {});
  return findBlocks(text, { name: 'item' }).flatMap((item) => {
    const id = childText(text, item, 'vpcPeeringConnectionId');
    const status = item.children.find(({ name }) => name === 'status');
    return id !== undefined && status !== undefined && childText(text, status, 'code') === 'deleted'
      ? [id]
      : [];
  });
}

/** Outside addresses of the tunnels of every VPN, of a block for documentation. */
const TUNNELS = ['203.0.113.1', '203.0.113.2'] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VgwTelemetry.html */
function withTelemetry(body: string, { now }: CompletionContext): string {
  const since = now.toISOString();
  const xml = TUNNELS.map(
    (address) =>
      `<item><outsideIpAddress>${address}</outsideIpAddress><status>UP</status><lastStatusChange>${since}</lastStatusChange><statusMessage/><acceptedRouteCount>1</acceptedRouteCount></item>`,
  ).join('');
  return editBlocks(body, { name: 'item', where: { state: 'available' } }, (item) =>
    childText(body, item, 'vpnConnectionId') === undefined ? {} : { vgwTelemetry: { xml } },
  );
}

function answerOf(operation: string, members: string): string {
  return `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${members}</${operation}Response>`;
}
