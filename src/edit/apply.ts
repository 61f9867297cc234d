import type { Edit } from '../report/edit.ts'

/** A change of one text, by offsets in UTF-16 code units; the end is exclusive. */
export type TextEdit = Pick<Edit, 'start' | 'end' | 'text'>

/** Why an edit cannot be made in a text; undefined where it can. */
export function whyNot(text: string, { start, end }: TextEdit): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start) return 'is no range of a text'
  if (end > text.length) return 'lies beyond the end of the text'
  return isInsideCharacter(text, start) || isInsideCharacter(text, end) ? 'cuts a character in two' : undefined
}

/**
 * The text with the edits made, and every other character as it was. The order in which they come does not matter.
 * @throws RangeError where two overlap, or `whyNot` has an answer
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let at = 0
  for (const edit of inOrder(edits)) {
    const refusal = whyNot(text, edit) ?? (edit.start < at ? 'overlaps with another' : undefined)
    if (refusal !== undefined) throw new RangeError(`the edit of ${edit.start} to ${edit.end} ${refusal}`)
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  return parts.join('') + text.slice(at)
}

/** By their places; what is only inserted comes before what is put in place of the text behind it. */
export function inOrder<Kind extends TextEdit>(edits: readonly Kind[]): readonly Kind[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** Whether an offset is between the two halves of a character that takes two code units. */
function isInsideCharacter(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff
}
