import { question as make } from '../question.ts'
import { says } from './prose.ts'
import { shape } from './row.ts'

/** The better a status, the further to the right. */
const ORDER = `['failed', 'unknown', 'blocked', 'needs-edits', 'runs-degraded', 'runs']`

export const question = make({
  name: 'changes',
  title: 'What changed, and why?',
  about: 'what is better, worse or new since a day, and whether code, knowledge or a release of acclimate did it',
  shape,
  sql: `
    , seen AS (
      SELECT outcome, repository, audited_at, commit, knowledge, build, status, automatic + manual AS edits
      FROM repositories_at($since::TIMESTAMP)
      UNION ALL
      SELECT outcome, repository, audited_at, commit, knowledge, build, status, automatic + manual AS edits
      FROM outcomes
      WHERE audited_at > $since::TIMESTAMP AND audited_at <= $now::TIMESTAMP
    ),
    steps AS (
      SELECT
        *,
        row_number() OVER step = 1 AS is_first,
        status <> lag(status) OVER step OR edits IS DISTINCT FROM lag(edits) OVER step AS is_change,
        commit <> lag(commit) OVER step AS other_code,
        knowledge <> lag(knowledge) OVER step AS other_knowledge,
        build <> lag(build) OVER step AS other_release
      FROM seen
      WINDOW step AS (PARTITION BY repository ORDER BY audited_at, outcome)
    ),
    spans AS (
      SELECT
        repository,
        max(status) FILTER (is_first) AS was,
        max(edits) FILTER (is_first) AS edits_were,
        min(audited_at) > $since::TIMESTAMP AS is_new,
        bool_or(NOT is_first AND is_change AND other_code) AS by_code,
        bool_or(NOT is_first AND is_change AND other_knowledge) AS by_knowledge,
        bool_or(NOT is_first AND is_change AND other_release) AS by_release
      FROM steps
      GROUP BY repository
    )
    SELECT
      repository,
      team,
      CASE
        WHEN is_new THEN 'new'
        WHEN status = 'failed' AND was <> 'failed' THEN 'lost'
        WHEN list_position(${ORDER}, status) > list_position(${ORDER}, was) THEN 'better'
        WHEN list_position(${ORDER}, status) < list_position(${ORDER}, was) THEN 'worse'
        WHEN automatic + manual < edits_were THEN 'better'
        ELSE 'worse'
      END AS way,
      CASE WHEN NOT is_new THEN was END AS was,
      status AS now,
      CASE WHEN NOT is_new THEN edits_were END AS edits_were,
      (automatic + manual) AS edits,
      CASE
        WHEN is_new THEN []
        ELSE list_filter([
          CASE WHEN by_code THEN 'code' END,
          CASE WHEN by_knowledge THEN 'knowledge' END,
          CASE WHEN by_release THEN 'release' END
        ], lambda one: one IS NOT NULL)
      END AS because
    FROM chosen JOIN spans USING (repository)
    WHERE is_new OR status <> was OR automatic + manual IS DISTINCT FROM edits_were
    ORDER BY list_position(['worse', 'better', 'new', 'lost'], way),
      -- What is worst now, of those that are worse; what is best, of the others.
      list_position(${ORDER}, status) * CASE way WHEN 'worse' THEN 1 ELSE -1 END, repository`,
  columns: [
    { key: 'repository', title: 'Repository', kind: 'repository' },
    { key: 'way', title: 'Is', kind: 'text' },
    { key: 'was', title: 'Was', kind: 'status' },
    { key: 'now', title: 'Now', kind: 'status' },
    { key: 'edits_were', title: 'Edits then', kind: 'count' },
    { key: 'edits', title: 'Edits now', kind: 'count' },
    { key: 'because', title: 'Because of', kind: 'texts' },
  ],
  says,
})
