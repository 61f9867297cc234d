import type { Site } from '../../report/report.ts'
import type { Command } from '../facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'

/** Where a piece of shell text stands: who runs it, and how its offsets become places of a file. */
export interface Place {
  readonly origin: Command['origin']
  /** The site of the half-open range `[at, end)` of the shell text. */
  readonly site: (at: number, end: number) => Site
}

/** The place of text that stands in `file` unchanged from `offset` on. */
export function placeAt(file: TextFile, origin: Command['origin'], offset = 0): Place {
  return { origin, site: (at, end) => siteAt(file, offset + at, offset + end) }
}

/** The part of `place` that begins at `offset`. */
export function placeFrom(place: Place, offset: number): Place {
  return { origin: place.origin, site: (at, end) => place.site(offset + at, offset + end) }
}

/** A place of which no more is known than one site, such as a word whose escapes were resolved. */
export function placeOf(origin: Command['origin'], site: Site): Place {
  return { origin, site: () => site }
}
