import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import type { TimeToLive } from '../../collectors/aws/dynamodb/time-to-live.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';
import check from './ttl-streams.ts';

const ENABLED: TimeToLive = { status: 'ENABLED', attribute: 'expires' };
const having = (ttl: TimeToLive = ENABLED, facts: Partial<Table> = {}) => ({
  tables: { sessions: tableArtifact(facts) },
  timesToLive: { sessions: ttl },
});
const EXPIRY = 'Items do not expire as declared.';
const STREAM = 'The stream of the table is not the declared one.';

testCheck(check, tableSubject({ ttlAttribute: 'expires' }), {
  pass: [
    { name: 'items expire by the declared attribute', artifacts: having() },
    {
      name: 'they do not, and are not to',
      subject: tableSubject(),
      artifacts: having({ status: 'DISABLED', attribute: null }),
    },
    {
      name: 'changes are streamed',
      subject: tableSubject({ ttlAttribute: 'expires', stream: 'NEW_IMAGE' }),
      artifacts: having(ENABLED, { streamView: 'NEW_IMAGE' }),
    },
  ],
  fail: [
    {
      name: 'no table',
      artifacts: { tables: { sessions: null }, timesToLive: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'lost in a restore',
      artifacts: having({ status: 'DISABLED', attribute: null }),
      message: EXPIRY,
    },
    {
      name: 'by another attribute',
      artifacts: having({ status: 'ENABLED', attribute: 'created' }),
      message: EXPIRY,
    },
    {
      name: 'though they are not to',
      subject: tableSubject(),
      artifacts: having(),
      message: EXPIRY,
    },
    {
      name: 'the stream was lost',
      subject: tableSubject({ ttlAttribute: 'expires', stream: 'NEW_IMAGE' }),
      artifacts: having(),
      message: STREAM,
    },
    {
      name: 'a stream that nobody declared',
      artifacts: having(ENABLED, { streamView: 'KEYS_ONLY' }),
      message: STREAM,
    },
  ],
  unsettled: [
    {
      name: 'it is being switched on',
      artifacts: having({ status: 'ENABLING', attribute: 'expires' }),
      message: 'DynamoDB is changing how items expire.',
    },
  ],
  unknown: [
    {
      name: 'its status is left out',
      artifacts: having({ status: null, attribute: null }),
      message: 'DynamoDB does not say whether items expire.',
    },
  ],
  error: [
    {
      name: 'it could not be seen',
      artifacts: { ...having(), timesToLive: { sessions: denied('dynamodb:DescribeTimeToLive') } },
      message: 'AWS denied dynamodb:DescribeTimeToLive.',
    },
  ],
});
