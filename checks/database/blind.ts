import { unknown } from '../../core/judgement.ts';

/** PostgreSQL leaves out what a role may not see, without a word: an empty list of such a role is no evidence. */
export const SEES_NO_SESSIONS = unknown(
  'The role may not see the sessions of others: grant it pg_monitor.',
);
export const SEES_NO_SETTINGS = unknown(
  'The role may not see all parameters: grant it pg_monitor.',
);
