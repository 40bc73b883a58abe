import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './keeps-up.ts';
import { loadTest, workloadSubject } from './testing/fixtures.ts';

testCheck(check, workloadSubject(), {
  pass: [
    { name: 'well below capacity', artifacts: { test: { test: loadTest() } } },
    {
      name: 'slower than the objective, which is another check',
      subject: { ...workloadSubject(20, 120) },
      artifacts: { test: { test: loadTest() } },
    },
  ],
  fail: [
    {
      name: 'more than is served',
      subject: { ...workloadSubject(100) },
      artifacts: { test: { test: loadTest(100) } },
      message:
        'In the ramp of api: Of 100 requests a second, 80.6 were answered. The requests in flight did not settle in the first half of the phase.',
    },
  ],
  unknown: [
    {
      name: 'there is none',
      artifacts: { test: { test: null } },
      message: 'There is no load test.',
    },
    {
      name: 'so near to capacity that it does not come to rest',
      subject: { ...workloadSubject(72) },
      artifacts: { test: { test: loadTest(72, { steadySeconds: 2_000 }) } },
      message:
        'The load test does not decide it. In the ramp of api: The requests in flight grew by 0.0019 a second to the end of the phase.',
    },
  ],
  error: [
    {
      name: 'nobody was given one',
      artifacts: { test: { test: denied('load:Test') } },
      message: 'AWS denied load:Test.',
    },
  ],
});
