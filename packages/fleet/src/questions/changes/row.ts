import * as v from 'valibot'
import { count, type RowOf, status, text, texts } from '../question.ts'

export const shape = {
  repository: text,
  team: text,
  /** `lost` where there is no report any more. */
  way: v.picklist(['better', 'worse', 'new', 'lost']),
  was: v.nullable(status),
  now: status,
  /** Findings to mend, before and now; null where there was no report. */
  edits_were: v.nullable(count),
  edits: v.nullable(count),
  /** What was otherwise when it changed: code, knowledge, release; empty where the same was tried again. */
  because: texts,
}

export type Row = RowOf<typeof shape>
