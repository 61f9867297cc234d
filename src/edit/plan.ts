import type { TextFile } from '../project/text-file.ts'
import type { Edit } from '../report/edit.ts'
import { inOrder, type TextEdit, whyNot } from './apply.ts'
import { groupedBy } from './grouped.ts'
import { type CodeCell, cellsOf, editsOfNotebook, whyNotInCell } from './notebook-edits.ts'
import { type SetAside, settle } from './settle.ts'

/** The changes of a project that can be made together, by file, and the groups of edits that are not made. */
export interface Plan {
  readonly files: readonly ChangedFile[]
  readonly setAside: readonly SetAside[]
}

/** A file as it is on disk, and what changes in it, by offsets into that text. */
export interface ChangedFile {
  readonly path: string
  readonly before: string
  readonly edits: readonly TextEdit[]
  /** The same edits as the report has them. */
  readonly planned: readonly Edit[]
}

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Works out what the edits of a report come to, all together.
 * @param exactText the text of a file with its byte order mark; undefined where it cannot be had to the byte
 */
export function planOf(edits: readonly Edit[], exactText: (path: string) => string | undefined): Plan {
  const sources = new Map([...new Set(edits.map(({ file }) => file))].map((path) => [path, sourceOf(path, exactText)]))
  const refused = refusedGroups(edits, sources)
  const { taken, setAside } = settle(edits.filter(({ group }) => !refused.has(group)))
  const files = [...groupedBy(taken, ({ file }) => file)].flatMap(([path, own]) => {
    const source = sources.get(path)
    return source ? [{ path, before: source.before, edits: editsOnDisk(source, own), planned: own }] : []
  })
  const members = groupedBy(edits, ({ group }) => group)
  const impossible = [...refused].map(([group, reason]) => ({ group, edits: members.get(group) ?? [], reason }))
  return { files, setAside: [...impossible, ...setAside] }
}

/** A file that edits speak of. */
interface Source {
  readonly before: string
  /** Without its byte order mark, in which edits count. */
  readonly file: TextFile
  readonly cells: ReadonlyMap<number, CodeCell>
}

function sourceOf(path: string, exactText: (path: string) => string | undefined): Source | undefined {
  const before = exactText(path)
  if (before === undefined) return undefined
  const file = { path, text: before.startsWith(BYTE_ORDER_MARK) ? before.slice(1) : before }
  return { before, file, cells: isNotebook(path) ? cellsOf(file) : new Map() }
}

function isNotebook(path: string): boolean {
  return path.endsWith('.ipynb')
}

/** Groups of which an edit cannot be made, with the reason: the others of such a group are not made either. */
function refusedGroups(
  edits: readonly Edit[],
  sources: ReadonlyMap<string, Source | undefined>,
): ReadonlyMap<string, string> {
  const refused = new Map<string, string>()
  for (const edit of edits) {
    const reason = refused.has(edit.group) ? undefined : refusal(edit, sources.get(edit.file))
    if (reason !== undefined) refused.set(edit.group, reason)
  }
  return refused
}

function refusal(edit: Edit, source: Source | undefined): string | undefined {
  if (source === undefined) return 'is in a file that cannot be read as UTF-8'
  if (edit.cell !== undefined) return whyNotInCell(source.cells.get(edit.cell), edit)
  return isNotebook(edit.file) ? 'names no cell of the notebook' : whyNot(source.file.text, edit)
}

/** Edits by offsets into the file on disk, in order. */
function editsOnDisk({ before, file, cells }: Source, edits: readonly Edit[]): readonly TextEdit[] {
  const located = [...groupedBy(edits, ({ cell }) => cell)].flatMap(([number, own]) => {
    const cell = number === undefined ? undefined : cells.get(number)
    return cell ? editsOfNotebook(file, cell, own) : own
  })
  const shift = before.length - file.text.length
  return inOrder(located).map(({ start, end, text }) => ({ start: start + shift, end: end + shift, text }))
}
