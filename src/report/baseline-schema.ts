import * as v from 'valibot'

/** What a baseline looks like: a saved report is one, too. */
export const baselineSchema = v.object({
  schemaVersion: v.literal(1),
  findings: v.array(v.object({ fingerprint: v.pipe(v.string(), v.minLength(1)) })),
})
