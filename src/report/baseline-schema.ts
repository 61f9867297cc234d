import * as v from 'valibot'

const fingerprint = v.pipe(v.string(), v.minLength(1))

/** What a baseline looks like: a saved report is one, too. Baselines of earlier versions knew nothing of single sites. */
export const baselineSchema = v.object({
  schemaVersion: v.literal(1),
  findings: v.array(
    v.object({
      fingerprint,
      sites: v.exactOptional(v.array(v.object({ fingerprint: v.exactOptional(fingerprint) }))),
    }),
  ),
})
