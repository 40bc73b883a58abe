import { denied, testCheck } from '../../core/testing/test-check.ts';
import { alarm, query } from './testing/fixtures.ts';
import check from './undeclared-alarms.ts';

const MESSAGE = 'An alarm in the scope is not declared.';
const signals = {
  cpu: [alarm([query()], { name: 'shop-cpu', above: ['shop-all', 'shop-page'] })],
};
const listed = (...names: readonly string[]) => names.map((name) => ({ name, arn: `arn:${name}` }));
const having = (...names: readonly string[]) => ({
  alarms: { all: listed(...names) },
  signals,
  tagged: { tags: ['arn:stray'] },
});

testCheck(
  check,
  {
    name: 'alarms',
    path: ['scope'],
    scope: { namePrefixes: ['shop-'], tags: { Project: 'shop' } },
    declared: ['cpu'],
  },
  {
    pass: [
      {
        name: 'what watches a declared signal, what stands above it and above that, and one of others',
        artifacts: having('shop-cpu', 'shop-all', 'shop-page', 'other'),
      },
      { name: 'none', artifacts: having() },
    ],
    fail: [
      {
        name: 'one of its names that watches something else',
        artifacts: having('shop-cpu', 'shop-billing'),
        message: MESSAGE,
        details: ['Not declared: shop-billing.'],
      },
      {
        name: 'one with its tags',
        artifacts: having('stray'),
        message: MESSAGE,
        details: ['Not declared: stray, which carries the tags of the scope.'],
      },
      {
        name: 'where nothing watches the signal',
        artifacts: { ...having('shop-cpu'), signals: { cpu: [] } },
        message: MESSAGE,
        details: ['Not declared: shop-cpu.'],
      },
    ],
    unknown: [
      {
        name: 'no list',
        artifacts: { ...having(), alarms: { all: null } },
        message: 'AWS gave no list of the alarms.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { ...having(), alarms: { all: denied('cloudwatch:DescribeAlarms') } },
        message: 'AWS denied cloudwatch:DescribeAlarms.',
      },
      {
        name: 'tags denied',
        artifacts: { ...having(), tagged: { tags: denied('tag:GetResources') } },
        message: 'AWS denied tag:GetResources.',
      },
    ],
  },
);
