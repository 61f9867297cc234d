import { effects } from '../../src/report/effects.ts'
import { CERTAINTIES, EVERYTHING, type Filter, PLATFORMS, REACHES } from './filter.ts'

const BEGINNING = '#findings'

/** What stands behind the hash of an address for what is shown: `#findings?effect=blocks&text=cuda`. */
export function hashOf(filter: Filter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  return query.size === 0 ? BEGINNING : `${BEGINNING}?${query.toString()}`
}

/** What such an address asks for; undefined where it is not about findings. Values that there cannot be ask for nothing. */
export function filterIn(hash: string): Filter | undefined {
  if (!hash.startsWith(`${BEGINNING}?`)) return undefined
  const query = new URLSearchParams(hash.slice(BEGINNING.length + 1))
  const text = (name: keyof Filter) => query.get(name) ?? ''
  const among = <Value extends string>(values: readonly Value[], name: keyof Filter): Value | '' =>
    values.find((value) => value === query.get(name)) ?? ''
  const filter = {
    effect: among(effects, 'effect'),
    reach: among(REACHES, 'reach'),
    certainty: among(CERTAINTIES, 'certainty'),
    platform: among(PLATFORMS, 'platform'),
    code: text('code'),
    project: text('project'),
    way: text('way'),
    finding: text('finding'),
    text: text('text'),
  } satisfies Filter
  return Object.values(filter).every((value) => value === '') ? EVERYTHING : filter
}
