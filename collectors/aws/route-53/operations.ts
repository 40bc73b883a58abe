import type {
  ListHostedZonesByNameCommandInput,
  ListHostedZonesByNameCommandOutput,
  ListResourceRecordSetsCommandInput,
  ListResourceRecordSetsCommandOutput,
} from '@aws-sdk/client-route-53';
import type { Operation } from '../../../core/aws.ts';

/** In the order of their names, from a name on. */
export const listHostedZonesByName: Operation<
  ListHostedZonesByNameCommandInput,
  ListHostedZonesByNameCommandOutput
> = {
  service: 'route-53',
  name: 'ListHostedZonesByName',
  action: 'route53:ListHostedZonesByName',
  bucket: 'route-53',
  required: ['HostedZones'],
  absentCodes: [],
  pages: null,
};

/** In the order of their names and types, from a name and a type on: the sets of one name and type come first. */
export const listResourceRecordSets: Operation<
  ListResourceRecordSetsCommandInput,
  ListResourceRecordSetsCommandOutput
> = {
  service: 'route-53',
  name: 'ListResourceRecordSets',
  action: 'route53:ListResourceRecordSets',
  bucket: 'route-53',
  required: ['ResourceRecordSets'],
  absentCodes: ['NoSuchHostedZone'],
  pages: null,
};
