import { counted } from 'acclimate/parts'
import { figure } from '../cells.ts'
import type { Row } from './row.ts'

/** Replacements that are told: of the others there is the table. */
const MAX_TOLD = 3

export function says(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['Nothing stops any of them.']
  const told = rows.filter(({ frees }) => frees > 0).toSorted((left, right) => right.frees - left.frees)
  if (told.length === 0)
    return ['No single replacement makes another repository run: each has several things that stop it.']
  return told.slice(0, MAX_TOLD).map((row) => {
    const by = row.automatic ? ' (a program does it)' : row.without_fix > 0 ? ' (in some of them no fix is known)' : ''
    return `Replacing ${nameOf(row)} makes ${counted(row.frees, 'more repository', 'more repositories')} run${by}; it stops ${figure(row.repositories)}.`
  })
}

function nameOf({ kind, name }: Row): string {
  return kind === 'library' ? name : `the ${kind} ${name}`
}
