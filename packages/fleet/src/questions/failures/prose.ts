import { counted } from 'acclimate/parts'
import type { Row } from './row.ts'

export function says(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['Each of them has a report.']
  const all = rows.reduce((sum, { repositories }) => sum + repositories, 0)
  return [`${counted(all, 'repository has', 'repositories have')} no report, for ${counted(rows.length, 'reason')}.`]
}
