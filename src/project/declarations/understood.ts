import type { FileFacts } from '../facts.ts'
import { understandRequirement } from '../requirement/understand.ts'
import { both } from './marker-text.ts'
import { writtenAt, type Separator } from './written.ts'
import { declare, refused, shown, type Part } from './part.ts'

/** The declaration of a requirement that pip would read, and the complaint about one that it would not. */
export function readUnderstood(
  part: Part,
  text: string,
  place: { readonly at: number; readonly end: number },
  separator?: Separator,
): FileFacts {
  const { requirement, complaint } = understandRequirement(text)
  const marker = both(part.marker, requirement?.marker)
  const written = complaint === undefined ? writtenAt(part.file, place, text, separator) : undefined
  return {
    declarations: requirement ? [declare(part, { ...requirement, requirement: text, marker, written }, place)] : [],
    ...(complaint === undefined ? {} : refused(part.file, place, `${shown(text)} is not a requirement: ${complaint}`)),
  }
}

/** The facts without what tells how the requirements stand in their file: where there is no place for a marker. */
export function withoutPlace(facts: FileFacts): FileFacts {
  const declarations = facts.declarations?.map((declared) => {
    const { written: _, ...declaration } = declared
    return declaration
  })
  return { ...facts, declarations: declarations ?? [] }
}
