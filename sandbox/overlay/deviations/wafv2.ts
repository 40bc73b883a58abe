import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord, recordsOf, type JsonRecord } from '../json.ts';
import { withMembers } from './members.ts';

export const WAF_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Other members of the web ACL in front of a resource: `{ members }`; null takes a member away. */
    name: 'waf/web-acl-members',
    form: 'json',
    service: 'wafv2',
    operations: ['GetWebACLForResource'],
    edit(body, { members }) {
      const acl = body['WebACL'];
      return isJsonRecord(acl) ? { ...body, WebACL: withMembers(acl, members) } : body;
    },
  },
  {
    /** Other members of one of its rules: `{ rule, members }`; a rule of that name that is not there comes first. */
    name: 'waf/rule-members',
    form: 'json',
    service: 'wafv2',
    operations: ['GetWebACLForResource'],
    edit(body, { rule, members }) {
      const acl = body['WebACL'];
      if (!isJsonRecord(acl)) return body;
      const rules = recordsOf(acl, 'Rules');
      const known = rules.some(({ Name }) => Name === rule);
      const all = known ? rules : [{ Name: rule }, ...rules].map(inOrder);
      const Rules = all.map((it) => (it['Name'] === rule ? withMembers(it, members) : it));
      return { ...body, WebACL: { ...acl, Rules } };
    },
  },
];

function inOrder(rule: JsonRecord, Priority: number): JsonRecord {
  return { ...rule, Priority };
}
