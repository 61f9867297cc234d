import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { scopeOf } from '../alternate.ts'
import { sumFacts } from '../../sum-facts.ts'
import { isCondaExport, readCondaExport } from './conda-export.ts'
import { readLine } from './line.ts'
import { logicalLines } from './logical-lines.ts'
import { limitUnread } from './limit-unread.ts'
import { looksLikeRequirements } from './recognition.ts'

/** Lines that are read of one file; what a whole machine has installed comes to some hundreds. */
const LINE_LIMIT = 10_000

export const format = {
  name: 'requirements-txt',
  specification: 'https://pip.pypa.io/en/stable/reference/requirements-file-format/',
  recognises: looksLikeRequirements,
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const part = { file, format: format.name, scope: scopeOf(file.path) } as const
  const readOne = isCondaExport(file.text) ? readCondaExport : readLine
  const lines = logicalLines(file.text)
  const facts = limitUnread(file, sumFacts(lines.slice(0, LINE_LIMIT).map((line) => readOne(part, line))))
  if (lines.length <= LINE_LIMIT) return facts
  const reason = `more than ${LINE_LIMIT} requirements; the rest was not read`
  return { ...facts, unread: [...(facts.unread ?? []), { file: file.path, reason }] }
}
