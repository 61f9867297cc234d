/** A device that a function is given by all who call it, where nothing in the function itself knows one. */
import type { TracedFunction } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import { options } from '../../../trace/value.ts'
import { addItem } from '../../finding/add-item.ts'
import type { About } from '../../finding/edit-at.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { WITHOUT_NAME } from '../../observations/asked.ts'
import { seen } from '../../observations/seen.ts'
import { mentionsOf } from '../../reachability/parameters-passed.ts'
import type { AuditContext, PlannedEdit } from '../../rule.ts'
import { type DeviceInScope, deviceHeld } from './device-in-scope.ts'

/** Callers of a function, each with the device that it knows. */
export interface Callers {
  readonly own: TracedFunction
  readonly calls: readonly (readonly [CallSeen, DeviceInScope])[]
  /** Whether each of these devices is what the program chose, or CUDA. */
  readonly areChosen: boolean
}

const NAME = 'device'

/** Most callers: a change of more lines than that is no small one. */
const CALLERS_LIMIT = 12

/** Who calls the function around some code, where all of them know a device by name and can hand it down by one. */
export function callersWithDevice(context: AuditContext, { function: around }: CallSeen): Callers | undefined {
  return around && callersOf(context)(around)[0]
}

const callersOf = memoized((context: AuditContext) =>
  memoized((own: TracedFunction): readonly Callers[] => {
    const calls = callsOfFunctions(context).get(own) ?? []
    if (!canBeGiven(own) || calls.length === 0 || calls.length > CALLERS_LIMIT) return []
    // What was not evaluated may call it, too.
    const { named, bare } = mentionsOf(own.name, NAME, own.module, context)
    if (named > 0 || bare > calls.length) return []
    const known = calls.flatMap((call): Callers['calls'] => {
      const device = canGive(call) ? deviceHeld(context, call) : undefined
      // What a call gives is asked for where it is needed, and not handed on.
      return device && !device.code.endsWith(')') ? [[call, device]] : []
    })
    const areChosen = known.every(([, { by }]) => by === 'machine' || by === 'cuda')
    return known.length === calls.length ? [{ own, calls: known, areChosen }] : []
  }),
)

/** A plain function of a module with parameters, none of which takes any number of values. */
function canBeGiven({ kind, owner, around, parameters, decorators }: TracedFunction): boolean {
  const isPlain = kind === 'function' && owner === undefined && around === undefined && decorators.length === 0
  return isPlain && parameters.length > 0 && parameters.every(({ star, name }) => star === undefined && name !== NAME)
}

function canGive({ node: { arguments: given } }: CallSeen): boolean {
  return given.length > 0 && given.every(({ star, value }) => star === undefined && value.kind !== 'comprehension')
}

const callsOfFunctions = memoized((context: AuditContext) => {
  const calls = seen(context, 'call', WITHOUT_NAME).flatMap((call) =>
    (call.callee ? options(call.callee) : []).flatMap((callee) =>
      callee.kind === 'function' ? [{ called: callee.function, call }] : [],
    ),
  )
  const grouped = groupBy(calls, ({ called }) => called)
  return new Map([...grouped].map(([called, own]) => [called, own.map(({ call }) => call)]))
})

/**
 * The edits by which a function gets a parameter for its device, and its callers hand theirs down; undefined where one of them
 * cannot be made.
 * @param byDefault what the function takes where nobody says which, as Python
 * @param torch what PyTorch is called there
 */
export function handDown(
  { own, calls }: Callers,
  byDefault: string,
  torch: string,
  about: About,
): readonly PlannedEdit[] | undefined {
  const last = own.parameters.at(-1)
  const parameter = own.parameters.some(({ annotation }) => annotation !== undefined)
    ? typed(calls, byDefault, torch)
    : `${NAME}=${byDefault}`
  if (!last || parameter === undefined) return undefined
  const edits = [
    addItem(own, last, parameter, about),
    ...calls.map(([call, { code }]) => {
      const behind = call.node.arguments.at(-1)
      return behind && addItem(call, behind, `${NAME}=${code}`, about)
    }),
  ]
  const made = edits.filter((edit) => edit !== undefined)
  return made.length === edits.length ? made : undefined
}

/** The parameter with its type, where all callers hand down the same. */
function typed(calls: Callers['calls'], byDefault: string, torch: string): string | undefined {
  const isText = / if /.test(byDefault)
  if (isText && calls.every(([, { form }]) => form === 'text')) return `${NAME}: str = ${byDefault}`
  const device = isText ? `${torch}.device(${byDefault})` : byDefault
  return calls.every(([, { form }]) => form === 'device') ? `${NAME}: ${torch}.device = ${device}` : undefined
}
