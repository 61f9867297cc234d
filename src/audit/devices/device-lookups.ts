/** Where a setting is looked up that is CUDA if nobody gives it: `config.get("device", "cuda")`, `os.getenv("DEVICE", "cuda:0")`. */
import type { CallSeen } from '../../trace/observation.ts'
import { memoized } from '../memoized.ts'
import type { Passed } from '../observations/call-arguments.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { isOnlyCuda, isWrittenIn } from './device-arguments.ts'

export interface DeviceLookup {
  readonly call: CallSeen
  /** What the setting is called. */
  readonly key: string
  /** What is taken where it is missing. */
  readonly fallback: Passed
}

export const deviceLookups = memoized((context: AuditContext): readonly DeviceLookup[] =>
  seen(context, 'call', (name) => LOOKUPS.has(name)).flatMap((call) => {
    const first = LOOKUPS.get(call.name) ?? 0
    const key = call.positional[first]?.value
    const fallback = call.positional[first + 1] ?? call.keywords.get('default')
    if (!fallback || key?.kind !== 'constant' || typeof key.value !== 'string') return []
    const isDevice = isOnlyCuda(fallback.value) && isWrittenIn(fallback.value, fallback.argument, call)
    return isDevice ? [{ call, key: key.value, fallback }] : []
  }),
)

/** What looks a setting up by its name and takes something else where it is missing, with the position of the name. */
const LOOKUPS: ReadonlyMap<string, number> = new Map([
  ['.get', 0],
  ['.pop', 0],
  ['.setdefault', 0],
  ['os.environ.get', 0],
  ['os.getenv', 0],
  ['builtins.getattr', 1],
])
