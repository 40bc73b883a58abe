import { denied } from '../../../core/testing/test-check.ts';
import { server } from './server.ts';

/** What both sides say of themselves. */
export const both = (
  source: Parameters<typeof server>[0],
  target: Parameters<typeof server>[0],
) => ({
  server: { source: server(source), target: server(target) },
});
const UNSEEN = { server: { source: server(), target: denied('postgresql:catalog-server') } };
/** Cases that end in an error. */
export const BLIND = [
  {
    name: 'a side that could not be seen',
    artifacts: UNSEEN,
    message: 'AWS denied postgresql:catalog-server.',
  },
];
/** Cases that stay unknown. */
export const SILENT = [
  {
    name: 'a side that says nothing',
    artifacts: { server: { source: server(), target: [] } },
    message: 'A side did not say what it is.',
  },
];
