import type { ImportSeen, Observation } from '../../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind, restOfLine } from '../../../trace/site.ts'
import { editAt, insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { whys } from './prose.ts'

/** The statement that sets the variable, put before the import that comes too early; both at the top of the module, each on a line. */
export function setEarlier(setting: Observation, early: ImportSeen, context: AuditContext): Edits {
  const { module, node, function: around, guards } = setting
  const text = codeAt({ module, at: node.at, end: node.end })
  const rest = restOfLine({ module, at: node.end, end: node.end })
  const isAtTop = [node.at, early.node.at].every((at) => indentationAt({ module, at }) === '')
  const isAlone = /^\s*$/.test(codeAt(rest) ?? '-')
  if (around || guards.length > 0 || early.guards.length > 0 || !isAtTop || !isAlone || !text?.startsWith('os.'))
    return []
  const line = lineEndBehind({ module, at: node.at })
  const about = { safety: 'safe', why: whys.order } as const
  const needed = isKnownBefore(early, context) ? '' : `import os${line}`
  return [
    insertAt(setting, early.node.at, `${needed}${text}${line}`, about),
    editAt(setting, { at: node.at, end: rest.end + line.length }, '', about),
  ]
}

/** Whether `os` is imported above. */
function isKnownBefore({ module, node }: ImportSeen, context: AuditContext): boolean {
  return seen(context, 'import', 'os').some(
    (own) => own.module === module && own.function === undefined && own.guards.length === 0 && own.node.end <= node.at,
  )
}
