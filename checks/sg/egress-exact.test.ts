import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './egress-exact.ts';
import { EVERYTHING, group, groups, groupSubject, tcp } from './testing/fixtures.ts';

const subject = groupSubject('app', {
  egress: [
    { protocol: 'tcp', ports: 5432, to: { group: 'db' } },
    { protocol: 'tcp', ports: 443, to: { prefixList: 'com.amazonaws.us-east-1.s3' } },
  ],
});
const toDatabase = tcp(5432, 5432, group('sg-db'));
const toS3 = tcp(443, 443, { prefixLists: ['pl-1'] });
const lists = {
  app: [{ id: 'pl-1', name: 'com.amazonaws.us-east-1.s3', cidrs: ['52.216.0.0/15'] }],
};
const deployed = (...egress: (typeof toS3)[]) => ({
  groups: { main: groups({ app: { egress, ingress: [EVERYTHING] }, db: {} }) },
  lists,
});
const none = { declared: { ...subject.declared, egress: [] } };
/** What CDK writes for a group that lets nothing out. */
const placeholder = { ...tcp(252, 86, { cidrs: ['255.255.255.255/32'] }), protocol: 'icmp' };

testCheck(check, subject, {
  pass: [
    { name: 'the declared rules, whatever is let in', artifacts: deployed(toS3, toDatabase) },
    { name: 'nothing leaves, as declared', subject: none, artifacts: deployed() },
    {
      name: "CDK's way to say that nothing leaves (N8)",
      subject: none,
      artifacts: deployed(placeholder),
    },
    {
      name: 'everything, where it is declared',
      subject: {
        declared: {
          ...subject.declared,
          egress: [{ protocol: 'all', ports: 'all', to: { cidr: '0.0.0.0/0' } }],
        },
      },
      artifacts: deployed(EVERYTHING),
    },
  ],
  fail: [
    {
      name: 'the rule that EC2 gives every new group',
      subject: none,
      artifacts: deployed(EVERYTHING),
      message: 'The security group has undeclared rules.',
      details: ['Not declared: all traffic to 0.0.0.0/0.'],
    },
    {
      name: 'that rule beside the declared ones',
      artifacts: deployed(toS3, toDatabase, EVERYTHING),
      message: 'The security group has undeclared rules.',
    },
    {
      name: 'no way to the database',
      artifacts: deployed(toS3),
      message: 'The security group lacks declared rules.',
      details: ['Not admitted: tcp 5432 to sg db.'],
    },
    {
      name: 'no such group',
      artifacts: { groups: { main: groups({}) }, lists },
      message: 'The security group does not exist.',
    },
  ],
  unknown: [
    {
      name: 'a list of rules that EC2 left out',
      artifacts: { groups: { main: groups({ app: { egress: null }, db: {} }) }, lists },
      message: 'Rules of the security group cannot be read.',
    },
    {
      name: 'two prefix lists of the declared name',
      artifacts: {
        ...deployed(toS3, toDatabase),
        lists: { app: [...lists.app, ...lists.app.map((list) => ({ ...list, id: 'pl-2' }))] },
      },
      message: 'A declared rule names what several groups or prefix lists are called.',
    },
  ],
  error: [
    {
      name: 'the groups are denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') }, lists },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});
