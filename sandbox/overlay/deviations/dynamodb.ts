import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord } from '../json.ts';
import { withMembers } from './members.ts';

export const DYNAMODB_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Other members of a table: `{ table, members }`; null takes a member away. */
    name: 'dynamodb/table-members',
    form: 'json',
    service: 'dynamodb',
    operations: ['DescribeTable'],
    edit(body, { table, members }) {
      const described = body['Table'];
      return isJsonRecord(described) && described['TableName'] === table
        ? { ...body, Table: withMembers(described, members) }
        : body;
    },
  },
];
