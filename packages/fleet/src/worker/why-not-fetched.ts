import type { FailureReason } from '../store/outcome.ts'

/** What git says where a repository is not there, or not for us; asking again is no use. */
const NOT_THERE =
  /not found|does not exist|not a git repository|could not read (?:Username|Password)|Authentication failed|Permission denied|access denied|does not appear|has no (?:commit|branch)|Remote branch .* not found|not our ref|returned error: 40[134]/i

/** Says which kind of failure a message of git is; what is not known is taken to pass. */
export function reasonNotFetched(why: string): FailureReason {
  if (why.startsWith('has more than')) return 'too-large'
  return NOT_THERE.test(why) ? 'not-found' : 'unreachable'
}

/** Failures that may pass, so that the job is tried again. */
export function mayPass(reason: FailureReason): boolean {
  return reason === 'unreachable' || reason === 'crashed'
}
