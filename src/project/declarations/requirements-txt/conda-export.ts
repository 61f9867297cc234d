import type { FileFacts } from '../../facts.ts'
import { parseCondaSpec } from '../conda-spec.ts'
import { declare, refused, shown, type Part } from '../part.ts'
import type { LogicalLine } from './logical-lines.ts'

/** The note that `conda list --export` puts at the top of what people then call requirements.txt. */
const NOTE = /^#.*\bconda create --name <env> --file\b/m
/** The note is in the first lines; looking further would only cost time. */
const NOTE_LIMIT = 500

/** Whether a file is what `conda list --export` writes. */
export function isCondaExport(text: string): boolean {
  return NOTE.test(text.slice(0, NOTE_LIMIT))
}

/** Reads a line `name=version=build`, where the build `pypi` marks what pip has installed. */
export function readCondaExport(part: Part, { at, text }: LogicalLine): FileFacts {
  const place = { at, end: at + text.length }
  const spec = parseCondaSpec(text)
  if (spec === undefined) return refused(part.file, place, `${shown(text)} is not a conda package`)
  const ecosystem = /=pypi(?:_\d+)?$/.test(text) ? 'pypi' : 'conda'
  return { declarations: [declare(part, { ...spec, requirement: text, ecosystem }, place)] }
}
