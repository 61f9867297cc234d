import type { Fit } from '../../../report/fit.ts'
import type { Place } from '../../output.ts'
import { pageFor } from '../page.ts'
import { manySection } from './many.ts'
import { oneSection } from './one.ts'

/** Fits for a person: one in full, several as a table. */
export function renderFits(fits: readonly Fit[], place: Place): string {
  const page = pageFor(place)
  const [first, ...others] = fits
  if (first === undefined) return 'No machine suits what was asked for.\n'
  const lines = others.length === 0 ? oneSection(first, page) : manySection(fits, page)
  return `${lines.join('\n')}\n`
}
