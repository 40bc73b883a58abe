import type {
  GetLoggingConfigurationCommandInput,
  GetLoggingConfigurationCommandOutput,
  GetWebACLForResourceCommandInput,
  GetWebACLForResourceCommandOutput,
  ListResourcesForWebACLCommandInput,
  ListResourcesForWebACLCommandOutput,
  ListWebACLsCommandInput,
  ListWebACLsCommandOutput,
} from '@aws-sdk/client-wafv2';
import type { Operation } from '../../../core/aws.ts';

/** Has no member at all when nothing stands in front: an empty answer needs a second witness. https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html */
export const getWebAclForResource: Operation<
  GetWebACLForResourceCommandInput,
  GetWebACLForResourceCommandOutput
> = {
  service: 'wafv2',
  name: 'GetWebACLForResource',
  action: 'wafv2:GetWebACLForResource',
  bucket: 'wafv2',
  required: [],
  absentCodes: [],
  pages: null,
};

export const listWebAcls: Operation<ListWebACLsCommandInput, ListWebACLsCommandOutput> = {
  service: 'wafv2',
  name: 'ListWebACLs',
  action: 'wafv2:ListWebACLs',
  bucket: 'wafv2',
  required: ['WebACLs'],
  absentCodes: [],
  pages: {
    inputToken: 'NextMarker',
    outputToken: 'NextMarker',
    items: 'WebACLs',
    size: { parameter: 'Limit', maximum: 100 },
  },
};

export const listResourcesForWebAcl: Operation<
  ListResourcesForWebACLCommandInput,
  ListResourcesForWebACLCommandOutput
> = {
  service: 'wafv2',
  name: 'ListResourcesForWebACL',
  action: 'wafv2:ListResourcesForWebACL',
  bucket: 'wafv2',
  required: ['ResourceArns'],
  absentCodes: ['WAFNonexistentItemException'],
  pages: null,
};

export const getLoggingConfiguration: Operation<
  GetLoggingConfigurationCommandInput,
  GetLoggingConfigurationCommandOutput
> = {
  service: 'wafv2',
  name: 'GetLoggingConfiguration',
  action: 'wafv2:GetLoggingConfiguration',
  bucket: 'wafv2',
  required: ['LoggingConfiguration'],
  absentCodes: ['WAFNonexistentItemException'],
  pages: null,
};
