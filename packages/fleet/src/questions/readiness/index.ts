import { question as make } from '../question.ts'
import { says } from './prose.ts'
import { shape } from './row.ts'

export const question = make({
  name: 'readiness',
  title: 'How ready are they?',
  about: 'how many run on a Mac, need edits or are blocked, by team, language and framework',
  shape,
  sql: `
    SELECT
      CASE grouping(team, language, framework) WHEN 3 THEN 'team' WHEN 5 THEN 'language' WHEN 6 THEN 'framework' ELSE 'all' END
        AS "by",
      coalesce(team, language, framework, 'all') AS name,
      count(*)::INTEGER AS repositories,
      count(*) FILTER (status = 'runs')::INTEGER AS runs,
      count(*) FILTER (status = 'runs-degraded')::INTEGER AS limited,
      count(*) FILTER (status = 'needs-edits')::INTEGER AS needs_edits,
      count(*) FILTER (status = 'blocked')::INTEGER AS blocked,
      count(*) FILTER (status = 'unknown')::INTEGER AS unknown,
      count(*) FILTER (status = 'failed')::INTEGER AS failed,
      count(*) FILTER (status = 'needs-edits' AND effort = 'minutes')::INTEGER AS minutes,
      coalesce((runs + limited) / nullif(repositories - failed, 0), 0)::DOUBLE AS ready
    FROM chosen
    GROUP BY GROUPING SETS ((), (team), (language), (framework))
    HAVING count(*) > 0
    ORDER BY list_position(['all', 'team', 'language', 'framework'], "by"), repositories DESC, name`,
  columns: [
    { key: 'by', title: 'By', kind: 'text' },
    { key: 'name', title: 'Name', kind: 'text' },
    { key: 'repositories', title: 'All', kind: 'count' },
    { key: 'ready', title: 'Ready', kind: 'share' },
    { key: 'runs', title: 'Runs', kind: 'count' },
    { key: 'limited', title: 'Limits', kind: 'count' },
    { key: 'needs_edits', title: 'Edits', kind: 'count' },
    { key: 'blocked', title: 'Blocked', kind: 'count' },
    { key: 'unknown', title: 'Unknown', kind: 'count' },
    { key: 'failed', title: 'Failed', kind: 'count' },
  ],
  says,
})
