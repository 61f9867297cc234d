import { counted } from 'acclimate/parts'
import { figure } from '../cells.ts'
import type { Row } from './row.ts'

export function says(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['None of them is minutes away.']
  const alone = rows.filter(({ manual }) => manual === 0).length
  const first = `${counted(rows.length, 'repository is', 'repositories are')} minutes away from running on a Mac.`
  if (alone === 0) return [first]
  return [first, `In ${figure(alone)} of them a program makes all of the edits: run acclimate port there.`]
}
