import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allBuses } from './all-buses.ts';

const events = mockClient(EventBridgeClient);

testWholeList(allBuses, {
  mock: events,
  on: () => events.on(ListEventBusesCommand),
  pages: [
    { EventBuses: [{ Name: 'default', Arn: 'arn:default' }], NextToken: 'more' },
    { EventBuses: [{ Name: 'a', Arn: 'arn:a' }] },
  ],
  items: [
    { name: 'default', arn: 'arn:default' },
    { name: 'a', arn: 'arn:a' },
  ],
  unidentified: { EventBuses: [{ Name: 'a' }] },
});
