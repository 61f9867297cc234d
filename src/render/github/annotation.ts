import type { Effect, Finding } from '../../report/report.ts'
import { placeOf } from '../terminal/findings.ts'
import { EFFECT_WORDS } from '../words.ts'
import { command } from './command.ts'

const LEVELS = {
  blocks: 'error',
  'wrong-results': 'error',
  'ignores-gpu': 'warning',
  'falls-back': 'warning',
  degrades: 'warning',
  info: 'notice',
} as const satisfies Readonly<Record<Effect, 'error' | 'warning' | 'notice'>>

/** Further places that a message names; a reader finds the others by them. */
const MAX_PLACES = 5

/** A finding as an annotation at its first place. */
export function annotationOf(finding: Finding): string {
  const { code, effect, certainty, message, fix, sites, fingerprint } = finding
  const [first, ...others] = sites
  const doubt = certainty === 'certain' ? '' : ` (${certainty})`
  return command(
    LEVELS[effect],
    { ...(first ? placeProperties(first) : {}), title: `${code}: ${EFFECT_WORDS[effect]}${doubt}` },
    [
      message,
      ...(fix ? [`Fix: ${fix.summary}`] : []),
      ...(others.length > 0 ? [`Also at ${listed(others.map(placeOf))}`] : []),
      `acclimate explain ${code} (${fingerprint})`,
    ],
  )
}

/** Columns are taken where the place is within one line. */
function placeProperties({ file, line, column, endLine, endColumn }: Finding['sites'][number]) {
  if (endLine > line) return { file, line, endLine }
  return { file, line, endLine: line, col: column, endColumn: Math.max(column, endColumn) }
}

function listed(places: readonly string[]): string {
  const more = places.length - MAX_PLACES
  return places.slice(0, MAX_PLACES).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
