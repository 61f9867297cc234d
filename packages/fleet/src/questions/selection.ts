import * as v from 'valibot'

/** Which repositories are asked about; what is absent leaves all. */
export const selectionSchema = v.object({
  team: v.exactOptional(v.string()),
  language: v.exactOptional(v.string()),
  framework: v.exactOptional(v.string()),
  status: v.exactOptional(v.string()),
  /** Part of a repository's address, in upper or lower case. */
  text: v.exactOptional(v.string()),
})

export type Selection = Readonly<v.InferOutput<typeof selectionSchema>>

/** When: the answer is that of `now`, and what changed did so after `since`. Both as ISO 8601 has it. */
export interface Period {
  readonly now: string
  readonly since: string
}

/** How a group without a name is called, in answers and in selections. */
export const NO_GROUP = 'none'

/** The repositories that are asked about, as they are now. */
export const CHOSEN = `
  WITH chosen AS (
    SELECT * REPLACE (
      coalesce(team, '${NO_GROUP}') AS team,
      coalesce(language, '${NO_GROUP}') AS language,
      coalesce(framework, '${NO_GROUP}') AS framework
    )
    FROM repositories_at($now::TIMESTAMP)
    WHERE ($team IS NULL OR coalesce(team, '${NO_GROUP}') = $team)
      AND ($language IS NULL OR coalesce(language, '${NO_GROUP}') = $language)
      AND ($framework IS NULL OR coalesce(framework, '${NO_GROUP}') = $framework)
      AND ($status IS NULL OR status = $status)
      AND ($text IS NULL OR contains(lower(repository), lower($text)))
  )`

/** The parameters of a statement; DuckDB refuses those that it does not name. */
export function parametersFor(sql: string, selection: Selection, period: Period): Record<string, string | null> {
  const { team = null, language = null, framework = null, status = null, text = null } = selection
  const all = { team, language, framework, status, text, now: plain(period.now), since: plain(period.since) }
  return Object.fromEntries(Object.entries(all).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)))
}

/** DuckDB's moments have no zone. */
function plain(moment: string): string {
  return new Date(moment).toISOString().replace('Z', '')
}
