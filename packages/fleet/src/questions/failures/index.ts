import { count, question as make, type RowOf, text, texts } from '../question.ts'
import { says } from './prose.ts'

const shape = {
  failure: text,
  detail: text,
  repositories: count,
  /** Some of them, in the order of their names. */
  examples: texts,
}

export type Row = RowOf<typeof shape>

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
