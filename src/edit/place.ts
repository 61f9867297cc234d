import type { Edit } from '../report/edit.ts'

/** Which text an edit changes: a file, or a cell of a notebook. */
export function textKey({ file, cell = -1 }: Pick<Edit, 'file' | 'cell'>): string {
  return `${file}\0${cell}`
}

/** Order of edits: by text, place, what they put there, and at last what is said of them. */
export function byPlace(a: Edit, b: Edit): number {
  return byChange(a, b) || compare(a.safety, b.safety) || compare(a.why, b.why)
}

/** Whether two edits change the same place in the same way. */
export function isSame(a: Edit, b: Edit | undefined): boolean {
  return b !== undefined && byChange(a, b) === 0
}

/** Order of edits by what they change alone. */
export function byChange(a: Edit, b: Edit): number {
  return compare(textKey(a), textKey(b)) || a.start - b.start || a.end - b.end || compare(a.text, b.text)
}

/** Order of texts by code unit. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
