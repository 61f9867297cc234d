import { count, question as make, type RowOf, text } from '../question.ts'
import { says } from './prose.ts'

const shape = {
  repository: text,
  team: text,
  framework: text,
  /** Findings that a program mends. */
  automatic: count,
  /** Findings that a person mends. */
  manual: count,
}

export type Row = RowOf<typeof shape>

export const question = make({
  name: 'minutes-away',
  title: 'Who is minutes away?',
  about: 'repositories that need minutes of work, those that a program mends first',
  shape,
  sql: `
    SELECT repository, team, framework, automatic, manual
    FROM chosen
    WHERE status = 'needs-edits' AND effort = 'minutes'
    ORDER BY manual, automatic, repository`,
  columns: [
    { key: 'repository', title: 'Repository', kind: 'repository' },
    { key: 'team', title: 'Team', kind: 'text' },
    { key: 'automatic', title: 'By program', kind: 'count' },
    { key: 'manual', title: 'By hand', kind: 'count' },
  ],
  says,
})
