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
    return `${deed(row)} makes ${counted(row.frees, 'more repository', 'more repositories')} run${by}; it stops ${figure(row.repositories)}.`
  })
}

function deed({ kind, name }: Row): string {
  if (kind === 'library') return `Replacing ${name}`
  return `${CHANGED.has(kind) ? 'Changing' : 'Replacing'} the ${kind} ${name}`
}

/** What stays, but as another one. */
const CHANGED: ReadonlySet<string> = new Set(['device', 'setting', 'image'])
