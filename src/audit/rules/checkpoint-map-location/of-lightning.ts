import type { CallSeen } from '../../../trace/observation.ts'
import { isBefore } from '../../packages/package-version.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo } from '../../observations/call-arguments.ts'
import { useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fix, messages, ofLightning as sources } from './prose.ts'

/** The releases that load to where the file was written, with the days on which they came out. */
const SINCE = { version: '2.0.2', day: '2023-04-24' } as const
const UNTIL = { version: '2.1.0', day: '2023-10-12' } as const

/** `Model.load_from_checkpoint(path)` of a Lightning that goes by where the file was written. */
export function ofLightning(context: AuditContext): Draft[] {
  const name = ['pytorch-lightning', 'lightning'].find((each) => context.target.packages[each] !== undefined)
  const isHeld =
    name !== undefined &&
    isBefore(context, name, UNTIL.version, UNTIL.day) &&
    !isBefore(context, name, SINCE.version, SINCE.day)
  return isHeld ? liveCalls(context, /(?:^|\.)load_from_checkpoint$/).flatMap(draftsOf) : []
}

function draftsOf(call: CallSeen): Draft[] {
  const isOpen = call.node.arguments.some(({ star }) => star !== undefined)
  if (isOpen || passedTo(call, 'map_location', 1) !== undefined) return []
  return [
    {
      effect: 'info',
      certainty: 'possible',
      message: messages.lightning,
      subject: { kind: 'call', name: 'load_from_checkpoint' },
      sites: [useSite(call)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      group: 'lightning',
      backend: 'mps',
    },
  ]
}
