import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from './answer-body.ts';
import type { WireAnswer } from './aws-error.ts';
import { AwsFailure } from './aws-failure.ts';
import type { AwsCall, Protocol } from './aws-request.ts';
import type { JsonRecord } from './json.ts';
import { tokenMembers } from './page-tokens.ts';
import { PAGED_OPERATIONS } from './paging-table.ts';
import { pageOf, pagingOf, repeatToken, wantedPage, wholeList } from './paging.ts';
import { childText, elementsNamed, parseXml } from './xml.ts';

function callOf(
  service: string,
  operation: string,
  parameters: JsonRecord,
  protocol: Protocol = 'json',
): AwsCall {
  return { protocol, service, region: 'us-east-1', accessKeyId: 'test', operation, parameters };
}

const answerOf = (body: string): WireAnswer => ({
  status: 200,
  headers: {},
  body: Buffer.from(body),
});

/** What a client sees that follows the tokens to the end: one list of items a page. */
function walk(list: WireAnswer, first: AwsCall, read: (page: WireAnswer) => [string[], unknown]) {
  const paging = pagingOf(first);
  const members = tokenMembers(first.service, first.operation);
  if (paging === null || members === null) throw new Error('The operation is not paged.');
  const pages: string[][] = [];
  let token: unknown;
  do {
    const parameters =
      token === undefined ? first.parameters : { ...first.parameters, [members.input]: token };
    const call = { ...first, parameters };
    const [items, next] = read(pageOf(list, call, paging, wantedPage(call, paging)));
    pages.push(items);
    token = next;
  } while (token !== undefined);
  return pages;
}

const services = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);

const readServices = (page: WireAnswer): [string[], unknown] => {
  const body = readJson(page);
  return [body['serviceArns'] as string[], body['nextToken']];
};

test('the pages of a list are the list', () => {
  fc.assert(
    fc.property(fc.nat(250), fc.integer({ min: 1, max: 100 }), (count, maxResults) => {
      const list = answerOf(JSON.stringify({ serviceArns: services(count) }));
      const call = callOf('ecs', 'ListServices', { maxResults });
      const pages = walk(list, call, readServices);
      expect(pages.flat()).toEqual(services(count));
      expect(pages.slice(0, -1).every((page) => page.length === maxResults)).toBe(true);
    }),
  );
});

test('without a size a page of services has ten', () => {
  const list = answerOf(JSON.stringify({ serviceArns: services(23) }));
  const pages = walk(list, callOf('ecs', 'ListServices', {}), readServices);
  expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
});

test('a list that is missing stays missing', () => {
  const call = callOf('ecs', 'ListServices', {});
  const paging = pagingOf(call);
  const page = paging && pageOf(answerOf('{}'), call, paging, { offset: 0, size: 10 });
  expect(page && readJson(page)).toEqual({});
});

test('two lists of one answer share a page', () => {
  const list = answerOf(JSON.stringify({ MetricAlarms: ['a', 'b'], CompositeAlarms: ['c', 'd'] }));
  const pages = walk(list, callOf('monitoring', 'DescribeAlarms', { MaxRecords: 3 }), (page) => {
    const body = readJson(page);
    return [
      [...(body['MetricAlarms'] as string[]), ...(body['CompositeAlarms'] as string[])],
      body['NextToken'],
    ];
  });
  expect(pages).toEqual([['a', 'b', 'c'], ['d']]);
});

describe('XML', () => {
  const groups = (count: number) =>
    `<DescribeSecurityGroupsResponse><securityGroupInfo>${services(count)
      .map(
        (id) => `<item><groupId>${id}</groupId><tagSet><item><key>k</key></item></tagSet></item>`,
      )
      .join('')}</securityGroupInfo></DescribeSecurityGroupsResponse>`;
  const readGroups = (page: WireAnswer): [string[], unknown] => {
    const text = page.body.toString('utf8');
    const root = parseXml(text);
    const ids = elementsNamed(root, 'item').flatMap(
      (item) => childText(text, item, 'groupId') ?? [],
    );
    return [ids, childText(text, root, 'nextToken')];
  };

  test('a page has whole items', () => {
    const call = callOf('ec2', 'DescribeSecurityGroups', { MaxResults: '5' }, 'ec2');
    const pages = walk(answerOf(groups(12)), call, readGroups);
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
    expect(pages.flat()).toEqual(services(12));
  });

  test('EC2 gives everything unless a size is asked for', () => {
    const call = callOf('ec2', 'DescribeSecurityGroups', {}, 'ec2');
    expect(walk(answerOf(groups(1200)), call, readGroups)).toHaveLength(1);
  });

  test('the query protocol has its token in the result, and IAM says that there is more', () => {
    const roles = `<Response><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated><RoleDetailList><member/><member/></RoleDetailList></GetAccountAuthorizationDetailsResult></Response>`;
    const call = callOf('iam', 'GetAccountAuthorizationDetails', { MaxItems: '1' }, 'query');
    const paging = pagingOf(call);
    const page = paging && pageOf(answerOf(roles), call, paging, wantedPage(call, paging));
    expect(page?.body.toString('utf8')).toMatch(
      /<RoleDetailList><member\/><\/RoleDetailList><Marker>[\w-]+<\/Marker><IsTruncated>true<\/IsTruncated><\/GetAccountAuthorizationDetailsResult>/,
    );
  });
});

describe('what AWS refuses', () => {
  const refusal = (parameters: JsonRecord) => {
    const call = callOf('ecs', 'ListServices', parameters);
    const paging = pagingOf(call);
    try {
      return paging && wantedPage(call, paging);
    } catch (error) {
      return error instanceof AwsFailure ? error.error.code : error;
    }
  };

  test.each([
    [{ maxResults: 0 }],
    [{ maxResults: 101 }],
    [{ maxResults: 'ten' }],
    [{ nextToken: 'nonsense' }],
    [{ nextToken: Buffer.from('[3,"other"]').toString('base64url') }],
  ])('%j', (parameters) => {
    expect(refusal(parameters)).toBe('InvalidParameterException');
  });

  test('a token of a list with other parameters', () => {
    const call = callOf('ecs', 'ListServices', { cluster: 'a', maxResults: 1 });
    const paging = pagingOf(call);
    const list = answerOf(JSON.stringify({ serviceArns: services(2) }));
    const page = paging && readJson(pageOf(list, call, paging, { offset: 0, size: 1 }));
    const nextToken = page?.['nextToken'];
    expect(refusal({ cluster: 'b', maxResults: 1, nextToken })).toBe('InvalidParameterException');
    expect(refusal({ cluster: 'a', maxResults: 1, nextToken })).toEqual({ offset: 1, size: 1 });
  });
});

test('the emulator is asked for the whole list', () => {
  const call = callOf('ecs', 'ListServices', { cluster: 'a', maxResults: 5, nextToken: 'x' });
  expect(wholeList(call, pagingOf(call)).parameters).toEqual({ cluster: 'a' });
  const targets = callOf('application-autoscaling', 'DescribeScalableTargets', {
    ServiceNamespace: 'ecs',
  });
  expect(wholeList(targets, pagingOf(targets)).parameters['MaxResults']).toBeGreaterThan(10_000);
});

test('a repeated token replaces the one that was there', () => {
  const call = callOf('kms', 'ListKeys', {});
  const body = readJson(repeatToken(answerOf('{"Keys":[],"Truncated":false}'), call));
  expect(body).toEqual({ Keys: [], NextMarker: expect.any(String), Truncated: true });
});

test('every paged operation has known tokens and appears once', () => {
  const names = PAGED_OPERATIONS.map(({ service, operation }) => `${service}:${operation}`);
  expect(new Set(names).size).toBe(names.length);
  expect(
    PAGED_OPERATIONS.filter(({ service, operation }) => tokenMembers(service, operation) === null),
  ).toEqual([]);
  expect(PAGED_OPERATIONS.filter(({ min, max }) => min > max)).toEqual([]);
});

test('tags are listed with a token of another name than elsewhere', () => {
  expect(tokenMembers('tagging', 'GetResources')).toEqual({
    input: 'PaginationToken',
    output: 'PaginationToken',
  });
});
