import { question as make } from '../question.ts'
import { says } from './prose.ts'
import { shape } from './row.ts'

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
