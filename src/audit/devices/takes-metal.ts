/** Whether a framework takes the program to Metal, which its own code need not name. */
import type { CallSeen } from '../../trace/observation.ts'
import { textsOf } from '../observations/call-arguments.ts'
import { isForMac } from '../observations/live-calls.ts'
import { seen } from '../observations/seen.ts'
import { isBefore, versionOf } from '../packages/package-version.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** Calls that take mps by themselves where there is no CUDA, and the release since which they do. */
const TAKERS = [
  { call: /^pytorch_lightning\.(?:\w+\.)*Trainer$/, package: 'pytorch-lightning', since: '2.0.0', from: '2023-03-15' },
  { call: /^lightning\.(?:\w+\.)*(?:Trainer|Fabric)$/, package: 'lightning', since: '2.0.0', from: '2023-03-15' },
  { call: /^transformers\.(?:\w+\.)*Trainer$/, package: 'transformers', since: '4.31.0', from: '2023-07-18' },
] as const

/** Whether something in the program trains on Metal without being told to, or is told to by a setting. */
export const takesMetal = memoized((context: AuditContext): boolean =>
  TAKERS.some((taker) =>
    seen(context, 'call', taker.call).some((call) => isForMac(call) && (isTold(call) ?? isByDefault(taker, context))),
  ),
)

/** Whether an accelerator that is given is one that is Metal on a Mac. */
function isTold({ keywords }: CallSeen): boolean | undefined {
  const given = keywords.get('accelerator')
  return given && textsOf(given.value).some((text) => /^(?:gpu|mps|auto)$/.test(text))
}

/** Lightning is the same under both of its names. */
function isByDefault({ package: name, since, from }: (typeof TAKERS)[number], context: AuditContext): boolean {
  const own = versionOf(context, name) === undefined && /lightning/.test(name) ? 'lightning' : name
  return !isBefore(context, own, since, from)
}
