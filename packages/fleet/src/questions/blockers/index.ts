import { question as make } from '../question.ts'
import { says } from './prose.ts'
import { shape } from './row.ts'

export const question = make({
  name: 'blockers',
  title: 'What blocks most?',
  about: 'which library, call or operator stops most repositories, and how many more run once it is replaced',
  shape,
  sql: `
    , stops AS (
      SELECT blockers.*, too_open, count(*) OVER (PARTITION BY outcome) AS in_all
      FROM blockers JOIN chosen USING (outcome)
      WHERE status IN ('needs-edits', 'blocked')
    ),
    ranked AS (
      SELECT
        blocker_kind AS kind,
        blocker AS name,
        count(*)::INTEGER AS repositories,
        count(*) FILTER (in_all = 1 AND too_open IS NOT TRUE)::INTEGER AS frees,
        bool_and(is_automatic) AS automatic,
        count(*) FILTER (NOT has_fix)::INTEGER AS without_fix,
        coalesce(mode(remedy ORDER BY remedy), '') AS remedy,
        row_number() OVER (ORDER BY count(*) DESC, frees DESC, blocker_kind, blocker) AS rank
      FROM stops
      GROUP BY blocker_kind, blocker
    ),
    freed AS (
      SELECT last, count(*) AS repositories
      FROM (
        SELECT outcome, max(rank) AS last
        FROM stops JOIN ranked ON blocker_kind = kind AND blocker = name
        WHERE too_open IS NOT TRUE
        GROUP BY outcome
      )
      GROUP BY last
    )
    SELECT
      kind, name, ranked.repositories, frees,
      coalesce(sum(freed.repositories) OVER (ORDER BY rank), 0)::INTEGER AS frees_with_above,
      automatic, without_fix, remedy
    FROM ranked LEFT JOIN freed ON last = rank
    ORDER BY rank`,
  columns: [
    { key: 'kind', title: 'Kind', kind: 'text' },
    { key: 'name', title: 'What', kind: 'text' },
    { key: 'repositories', title: 'Stops', kind: 'count' },
    { key: 'frees', title: 'Frees', kind: 'count' },
    { key: 'frees_with_above', title: 'With above', kind: 'count' },
  ],
  says,
})
