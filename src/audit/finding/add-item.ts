import { codeAt, indentationAt, lineEndBehind, restOfLine } from '../../trace/site.ts'
import type { Span } from '../../trace/syntax.ts'
import type { PlannedEdit } from '../rule.ts'
import { type About, type Editable, insertAt } from './edit-at.ts'

/**
 * One more parameter or argument behind the last one: on a line of its own where that has one, and with a comma where that has.
 * Undefined where a remark stands where the comma has to go.
 */
export function addItem({ module }: Editable, last: Span, text: string, about: About): PlannedEdit | undefined {
  const rest = restOfLine({ module, at: last.end, end: last.end })
  const behind = codeAt(rest) ?? ''
  const indentation = indentationAt({ module, at: last.at })
  if (indentation === undefined || !ENDS_LINE.test(behind)) return insertAt({ module }, last.end, `, ${text}`, about)
  const line = `${lineEndBehind({ module, at: last.end })}${indentation}${text}`
  if (/^\s*,/.test(behind)) return insertAt({ module }, rest.end, `${line},`, about)
  return behind.trim() === '' ? insertAt({ module }, last.end, `,${line}`, about) : undefined
}

const ENDS_LINE = /^\s*,?\s*(?:#.*)?$/
