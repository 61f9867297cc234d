import { counted } from 'acclimate/parts'
import { figure, percent } from '../cells.ts'
import type { Row } from './row.ts'

export function says(rows: readonly Row[]): readonly string[] {
  const all = rows.find(({ by }) => by === 'all')
  if (!all) return ['No repository was audited yet.']
  const { repositories, runs, limited, needs_edits, minutes, blocked, failed, ready } = all
  const rest = [
    needs_edits > 0 && `${counted(needs_edits, 'needs', 'need')} edits (${figure(minutes)} of them minutes of work)`,
    blocked > 0 && `${counted(blocked, 'is', 'are')} blocked`,
    failed > 0 && `${counted(failed, 'has', 'have')} no report`,
  ].filter((part) => part !== false)
  return [
    `${figure(runs + limited)} of ${counted(repositories, 'repository', 'repositories')} ${runs + limited === 1 ? 'runs' : 'run'} on a Mac (${percent(ready)} of those with a report)${limited > 0 ? `, ${figure(limited)} of them with limits` : ''}.`,
    ...(rest.length > 0 ? [`Of the others ${rest.join(', ')}.`] : []),
  ]
}
