import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';

/** Why a run could not be stored, and what to do about it. */
export function storingError(place: string, error: unknown): UsageError {
  return new UsageError(
    `The run cannot be stored in ${place}: ${messageOf(error)}. ${remedyFor(error)}`,
  );
}

function remedyFor(error: unknown): string {
  const { code } = (error ?? {}) as { code?: string };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'Free space there, such as with landfall history prune, or name another folder with --store.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Make it writable for this user, or name another folder with --store.';
    case undefined:
    default:
      return 'Name another folder with --store.';
  }
}
