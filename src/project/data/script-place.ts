import type { Command } from '../facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import type { Place } from '../commands/place.ts'
import type { Scalar } from './value.ts'

/** How far a character of the value is looked for: past indentation and escapes, never through the whole file. */
const REACH = 400

/**
 * The place of shell text that a scalar holds. Block indentation, folding and escapes make the value differ from what
 * stands in the file, but its visible characters stand there in the same order, so each is found behind the one before.
 */
export function scriptPlace(
  file: TextFile,
  scalar: Pick<Scalar, 'text' | 'at' | 'end'>,
  origin: Command['origin'],
): Place {
  let offsets: Uint32Array | undefined
  const offsetOf = (at: number): number => {
    offsets ??= alignment(scalar.text, file.text, contentStart(file.text, scalar.at), scalar.end)
    return offsets[Math.max(0, Math.min(at, scalar.text.length))] ?? scalar.at
  }
  return {
    origin,
    // The end is taken from the last character, for what follows it may stand lines below.
    site: (at, end) => siteAt(file, offsetOf(at), end > at ? offsetOf(end - 1) + 1 : offsetOf(at)),
  }
}

/** Behind a block scalar's header (`|-`), which is no part of the value. */
function contentStart(text: string, at: number): number {
  if (text[at] !== '|' && text[at] !== '>') return at
  const lineEnd = text.indexOf('\n', at)
  return lineEnd < 0 ? at : lineEnd + 1
}

function alignment(value: string, source: string, start: number, end: number): Uint32Array {
  const offsets = new Uint32Array(value.length + 1)
  let next = start
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? ''
    if (character.trim() !== '') {
      const found = source.slice(next, Math.min(end, next + REACH)).indexOf(character)
      if (found >= 0) next += found
    }
    offsets[index] = next
    if (character === source[next]) next += 1
  }
  offsets[value.length] = next
  return offsets
}
