import type {
  DescribeVpcBlockPublicAccessOptionsCommandInput,
  DescribeVpcBlockPublicAccessOptionsCommandOutput,
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  DescribeStaleSecurityGroupsCommandInput,
  DescribeStaleSecurityGroupsCommandOutput,
  DescribeFlowLogsCommandInput,
  DescribeFlowLogsCommandOutput,
  DescribeManagedPrefixListsCommandInput,
  DescribeManagedPrefixListsCommandOutput,
  DescribeNatGatewaysCommandInput,
  DescribeNatGatewaysCommandOutput,
  DescribeNetworkAclsCommandInput,
  DescribeNetworkAclsCommandOutput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcAttributeCommandInput,
  DescribeVpcAttributeCommandOutput,
  DescribeVpcEndpointsCommandInput,
  DescribeVpcEndpointsCommandOutput,
  DescribeTransitGatewayVpcAttachmentsCommandInput,
  DescribeTransitGatewayVpcAttachmentsCommandOutput,
  DescribeVpcPeeringConnectionsCommandInput,
  DescribeVpcPeeringConnectionsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  DescribeVpnConnectionsCommandInput,
  DescribeVpnConnectionsCommandOutput,
  GetManagedPrefixListEntriesCommandInput,
  GetManagedPrefixListEntriesCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Operation } from '../../../core/aws.ts';

/** Values that one filter takes. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
export const MAX_FILTER_VALUES = 200;

// The page size is sent even where everything would come at once: EC2 throttles calls with neither filter nor page
// size more. The largest sizes are those of each operation's API reference.
export const describeVpcs = list<DescribeVpcsCommandInput, DescribeVpcsCommandOutput>(
  'DescribeVpcs',
  'Vpcs',
  1000,
);
export const describeSubnets = list<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>(
  'DescribeSubnets',
  'Subnets',
  1000,
);
export const describeRouteTables = list<
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput
>('DescribeRouteTables', 'RouteTables', 100);
export const describeNatGateways = list<
  DescribeNatGatewaysCommandInput,
  DescribeNatGatewaysCommandOutput
>('DescribeNatGateways', 'NatGateways', 1000);
export const describeVpcEndpoints = list<
  DescribeVpcEndpointsCommandInput,
  DescribeVpcEndpointsCommandOutput
>('DescribeVpcEndpoints', 'VpcEndpoints', 1000);
export const describeFlowLogs = list<DescribeFlowLogsCommandInput, DescribeFlowLogsCommandOutput>(
  'DescribeFlowLogs',
  'FlowLogs',
  1000,
);
export const describeSecurityGroups = list<
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput
>('DescribeSecurityGroups', 'SecurityGroups', 1000);
export const describeNetworkAcls = list<
  DescribeNetworkAclsCommandInput,
  DescribeNetworkAclsCommandOutput
>('DescribeNetworkAcls', 'NetworkAcls', 1000);
export const describeNetworkInterfaces = list<
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput
>('DescribeNetworkInterfaces', 'NetworkInterfaces', 1000);
/** Groups whose rules name groups of a VPC that is no longer a peer. */
export const describeStaleSecurityGroups = list<
  DescribeStaleSecurityGroupsCommandInput,
  DescribeStaleSecurityGroupsCommandOutput
>('DescribeStaleSecurityGroups', 'StaleSecurityGroupSet', 255);
export const describeVpcPeeringConnections = list<
  DescribeVpcPeeringConnectionsCommandInput,
  DescribeVpcPeeringConnectionsCommandOutput
>('DescribeVpcPeeringConnections', 'VpcPeeringConnections', 1000);
export const describeTransitGatewayVpcAttachments = list<
  DescribeTransitGatewayVpcAttachmentsCommandInput,
  DescribeTransitGatewayVpcAttachmentsCommandOutput
>('DescribeTransitGatewayVpcAttachments', 'TransitGatewayVpcAttachments', 1000);
export const describeManagedPrefixLists = list<
  DescribeManagedPrefixListsCommandInput,
  DescribeManagedPrefixListsCommandOutput
>('DescribeManagedPrefixLists', 'PrefixLists', 100);
export const getManagedPrefixListEntries = list<
  GetManagedPrefixListEntriesCommandInput,
  GetManagedPrefixListEntriesCommandOutput
>('GetManagedPrefixListEntries', 'Entries', 100);

/** Gives one attribute a call. */
export const describeVpcAttribute: Operation<
  DescribeVpcAttributeCommandInput,
  DescribeVpcAttributeCommandOutput
> = {
  service: 'ec2',
  name: 'DescribeVpcAttribute',
  action: 'ec2:DescribeVpcAttribute',
  bucket: 'ec2-describe',
  required: ['VpcId'],
  absentCodes: ['InvalidVpcID.NotFound'],
  pages: null,
};

/** Gives all connections at once. */
export const describeVpnConnections: Operation<
  DescribeVpnConnectionsCommandInput,
  DescribeVpnConnectionsCommandOutput
> = {
  service: 'ec2',
  name: 'DescribeVpnConnections',
  action: 'ec2:DescribeVpnConnections',
  bucket: 'ec2-describe',
  required: ['VpnConnections'],
  absentCodes: [],
  pages: null,
};

export const describeVpcBlockPublicAccessOptions: Operation<
  DescribeVpcBlockPublicAccessOptionsCommandInput,
  DescribeVpcBlockPublicAccessOptionsCommandOutput
> = {
  service: 'ec2',
  name: 'DescribeVpcBlockPublicAccessOptions',
  action: 'ec2:DescribeVpcBlockPublicAccessOptions',
  bucket: 'ec2-describe',
  required: ['VpcBlockPublicAccessOptions'],
  absentCodes: [],
  pages: null,
};

/**
 * Lists are asked for by filter, never by id, so that what does not exist is missing from the list and no error proves
 * anything.
 */
function list<Input extends object, Output extends { NextToken?: string | undefined }>(
  name: string,
  items: keyof Output & string,
  maximum: number,
): Operation<Input, Output> {
  return {
    service: 'ec2',
    name,
    action: `ec2:${name}`,
    bucket: 'ec2-describe',
    required: [items],
    absentCodes: [],
    pages: {
      inputToken: 'NextToken',
      outputToken: 'NextToken',
      items,
      size: { parameter: 'MaxResults', maximum },
    },
  };
}
