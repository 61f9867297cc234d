import { counted } from 'acclimate/parts'
import { shown } from '../cells.ts'
import type { Row } from './row.ts'

export function says(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['None of them loads a model by name.']
  const models = new Set(rows.map(({ model }) => model))
  const known = rows.filter(({ bytes }) => bytes !== null)
  const [largest] = known
  if (!largest) return [`${counted(models.size, 'model')}; of none is it known what it needs.`]
  const fitting = new Set(known.filter(({ fits_from }) => fits_from !== null).map(({ model }) => model))
  return [
    `${counted(models.size, 'model')}; the largest need is ${shown(largest.bytes, 'bytes')}, for ${largest.model} (${largest.work}).`,
    `${fitting.size} of them fit a Mac in some way that the code or four bits allow.`,
  ]
}
