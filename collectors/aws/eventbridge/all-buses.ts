import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { listEventBuses } from './operations.ts';

export const allBuses = wholeList({
  id: 'aws/eventbridge/all-buses',
  title: 'All EventBridge buses of the account in the region',
  operation: listEventBuses,
  input: {},
  item: ListedResource,
  list: ({ EventBuses }) => EventBuses,
  toItem: ({ Name, Arn }) => listed(Name, Arn),
});
