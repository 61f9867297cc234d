import * as v from 'valibot'
import { count, type RowOf, share, text } from '../question.ts'

export const shape = {
  by: v.picklist(['all', 'team', 'language', 'framework']),
  name: text,
  repositories: count,
  runs: count,
  limited: count,
  needs_edits: count,
  blocked: count,
  unknown: count,
  failed: count,
  /** Of those that need edits, how many need minutes of work. */
  minutes: count,
  /** Those that run, of those with a report. */
  ready: share,
}

export type Row = RowOf<typeof shape>
