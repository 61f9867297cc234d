import { question as make } from '../question.ts'
import { says } from './prose.ts'
import { shape } from './row.ts'

/** Repositories that are named of each reason. */
const EXAMPLES = 5

export const question = make({
  name: 'failures',
  title: 'What could not be audited?',
  about: 'repositories without a report, by the reason why',
  shape,
  sql: `
    SELECT
      coalesce(failure, '') AS failure,
      coalesce(detail, '') AS detail,
      count(*)::INTEGER AS repositories,
      list(repository ORDER BY repository)[:${EXAMPLES}] AS examples
    FROM chosen
    WHERE status = 'failed'
    GROUP BY ALL
    ORDER BY repositories DESC, failure, detail`,
  columns: [
    { key: 'failure', title: 'Kind', kind: 'text' },
    { key: 'repositories', title: 'In', kind: 'count' },
    { key: 'detail', title: 'Reason', kind: 'text' },
    { key: 'examples', title: 'For example', kind: 'texts' },
  ],
  says,
})
