/** Where a setting is looked up that is CUDA if nobody gives it: `config.get("device", "cuda")`, `os.getenv("DEVICE", "cuda:0")`. */
import type { CallSeen } from '../../trace/observation.ts'
import { memoized } from '../memoized.ts'
import type { Passed } from '../observations/call-arguments.ts'
import { seen } from '../observations/seen.ts'
import { variablesSet } from '../observations/variables-set.ts'
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
    return isDevice && !isSetElsewhere(call, key.value, context) ? [{ call, key: key.value, fallback }] : []
  }),
)

/** Where programs keep the variables that they load: a file for all to copy from is none. */
const FILE_OF_VARIABLES = /(?:^|\/)\.env(?:rc|\.local)?$/

/** Whether the project itself has a variable of the environment set to something that is not CUDA. */
function isSetElsewhere({ name }: CallSeen, key: string, context: AuditContext): boolean {
  if (/^(?:\.|builtins)/.test(name)) return false
  const set = variablesSet(context).filter(({ name: own, site }) => own === key && FILE_OF_VARIABLES.test(site.file))
  return set.length > 0 && set.every(({ value = '' }) => value !== '' && !/^["']?cuda/i.test(value))
}

/** What looks a setting up by its name and takes something else where it is missing, with the position of the name. */
const LOOKUPS: ReadonlyMap<string, number> = new Map([
  ['.get', 0],
  ['.pop', 0],
  ['.setdefault', 0],
  ['.str', 0],
  ['os.environ.get', 0],
  ['os.getenv', 0],
  ['decouple.config', 0],
  ['environ.Env()', 0],
  ['environ.Env().str', 0],
  ['environs.Env()', 0],
  ['environs.Env().str', 0],
  ['environs.env', 0],
  ['environs.env.str', 0],
  ['starlette.config.Config()', 0],
  ['builtins.getattr', 1],
])
