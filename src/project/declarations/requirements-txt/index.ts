import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { scopeOf } from '../alternate.ts'
import { sumFacts } from '../sum-facts.ts'
import { isCondaExport, readCondaExport } from './conda-export.ts'
import { readLine } from './line.ts'
import { logicalLines } from './logical-lines.ts'
import { limitUnread } from './limit-unread.ts'
import { looksLikeRequirements } from './recognition.ts'

export const format = {
  name: 'requirements-txt',
  specification: 'https://pip.pypa.io/en/stable/reference/requirements-file-format/',
  recognises: looksLikeRequirements,
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const part = { file, format: format.name, scope: scopeOf(file.path) } as const
  const readOne = isCondaExport(file.text) ? readCondaExport : readLine
  return limitUnread(file, sumFacts(logicalLines(file.text).map((line) => readOne(part, line))))
}
