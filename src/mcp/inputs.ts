import * as v from 'valibot'

/** What several tools ask for. */
export const PROJECT = v.pipe(
  v.string(),
  v.minLength(1),
  v.description(
    'A directory, or the address of a git repository: https://…, git@…, github:owner/name, with an optional #branch.',
  ),
)

export const AS_OF = v.optional(
  v.pipe(v.string(), v.isoDate(), v.description('Judge by what was known on that day, YYYY-MM-DD; today when absent.')),
)
