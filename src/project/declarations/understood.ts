import type { FileFacts } from '../facts.ts'
import { understandRequirement } from '../requirement/understand.ts'
import { both } from './marker-text.ts'
import { declare, refused, shown, type Part } from './part.ts'

/** The declaration of a requirement that pip would read, and the complaint about one that it would not. */
export function readUnderstood(
  part: Part,
  text: string,
  place: { readonly at: number; readonly end: number },
): FileFacts {
  const { requirement, complaint } = understandRequirement(text)
  const marker = both(part.marker, requirement?.marker)
  return {
    declarations: requirement ? [declare(part, { ...requirement, requirement: text, marker }, place)] : [],
    ...(complaint === undefined ? {} : refused(part.file, place, `${shown(text)} is not a requirement: ${complaint}`)),
  }
}
