import type { ImportSeen } from '../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind, restOfLine } from '../../trace/site.ts'
import { editAt } from '../finding/edit-at.ts'
import type { PlannedEdit } from '../rule.ts'

/** An import of one name from a module, on lines of its own at the top of a file, that always runs. */
export interface OneName {
  /** The module that it is imported from. */
  readonly from: string
  readonly name: string
  /** What it is called in the file. */
  readonly local: string
}

/** The one name that a statement imports, where something can be put around it; undefined for any other import. */
export function oneNameOf(imported: ImportSeen): OneName | undefined {
  const { module, node, function: around, guards, caught } = imported
  if (node.kind !== 'import-from' || node.level !== 0) return undefined
  const [only, ...others] = node.names
  const isByItself = around === undefined && guards.length === 0 && caught.length === 0 && isOwnLine(imported)
  if (!only || others.length > 0 || !isByItself || indentationAt({ module, at: node.at }) !== '') return undefined
  return { from: node.module, name: only.name, local: only.alias ?? only.name }
}

function isOwnLine({ module, node }: ImportSeen): boolean {
  return /^\s*(?:#.*)?$/.test(codeAt(restOfLine({ module, at: node.end, end: node.end })) ?? '-')
}

/** `try:` around an import, and what is done without it, line by line. */
export function guardImport(imported: ImportSeen, otherwise: readonly string[], why: string): PlannedEdit | undefined {
  const { module, node } = imported
  const text = codeAt({ module, at: node.at, end: node.end })
  if (text === undefined) return undefined
  const lines = ['try:', `    ${text}`, 'except ImportError:', ...otherwise.map((line) => line && `    ${line}`)]
  return editAt(imported, { at: node.at, end: node.end }, lines.join(lineEndBehind({ module, at: node.at })), {
    safety: 'suggested',
    why,
  })
}
