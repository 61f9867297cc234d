import type { Decider, Knowledge, Way } from '../../../knowledge/knowledge.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { options, type Value } from '../../../trace/value.ts'
import { passedTo } from '../../observations/call-arguments.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import type { Module } from '../../../trace/trace.ts'
import { operatorName } from '../../torch/operator-name.ts'

/** A way that a call takes by its arguments, surely or perhaps. */
export interface WayTaken {
  readonly way: Way
  readonly name: string
  readonly isOpen: boolean
}

/** Names of which the arguments decide. */
export const namesWithWays = memoized(
  (ways: Knowledge['operators']['ways']): ReadonlySet<string> => new Set(ways.flatMap(({ calls }) => calls)),
)

/** The ways that a call may take, or its gradient. */
export function waysOf(call: CallSeen, isBackward: boolean, context: AuditContext): readonly WayTaken[] {
  const { ways } = context.knowledge.operators
  const name = operatorName(call)
  if (name === undefined || !namesWithWays(ways).has(name)) return []
  const own = ways.filter(({ calls, backward = false }) => backward === isBackward && calls.includes(name))
  return own.flatMap((way) => {
    const answers: readonly Answer[] = [
      way.open ? 'perhaps' : ofDimensions(way, call, context),
      ...(way.decides ?? []).map((decider) => ofArgument(decider, call)),
    ]
    // Of two arguments that are not known, one will hardly ever be what it takes.
    const open = answers.filter((answer) => answer === 'perhaps').length
    return answers.includes('no') || open > 1 ? [] : [{ way, name, isOpen: open > 0 }]
  })
}

/** A batch of volumes, each with its channels. */
const VOLUMES = 5

/** The folders with a module that has layers for volumes. */
const foldersOfVolumes = memoized((context: AuditContext): ReadonlySet<string> => {
  const layers = seen(context, 'call', /^torch\.nn\.\w+3d$|^torch\.nn\.functional\.\w+3d$/)
  return new Set(layers.map(({ module }) => folderOf(module)))
})

function folderOf({ path }: Module): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Names of what has depth besides height and width. */
const VOLUME = /vol(?:ume)?s?(?:_|\b)|voxel|3d|triplane|cube|video/i

/** Whether the code around a call, or what it is given, speaks of volumes. */
function isForVolumes(call: CallSeen, context: AuditContext): boolean {
  const around = `${call.function?.name ?? ''} ${call.function?.owner?.name ?? ''} ${unparse(call.node)}`
  return VOLUME.test(around) || foldersOfVolumes(context).has(folderOf(call.module))
}

type Answer = 'yes' | 'no' | 'perhaps'

function ofDimensions({ dimensions }: Way, call: CallSeen, context: AuditContext): Answer {
  if (dimensions === undefined) return 'yes'
  const first = call.name.startsWith('.') ? call.receiver : passedTo(call, 'input', 0)?.value
  const own = first === undefined ? [] : dimensionsOf(first)
  // A grid has as many dimensions as what is sampled.
  const others = own.includes(undefined) ? call.positional.slice(1).flatMap(({ value }) => dimensionsOf(value)) : []
  if (others.includes(dimensions)) return 'yes'
  if (own.length === 0 || own.includes(undefined)) {
    // Most of what is called so is given images.
    return dimensions !== VOLUMES || isForVolumes(call, context) ? 'perhaps' : 'no'
  }
  return own.includes(dimensions) ? 'yes' : 'no'
}

function dimensionsOf(value: Value): readonly (number | undefined)[] {
  return options(value).map((option) => (option.kind === 'tensor' ? option.dimensions : undefined))
}

function ofArgument({ argument, position, is, not, default: usual, otherwise }: Decider, call: CallSeen): Answer {
  const passed = passedTo(call, argument, position)
  const isOpen = passed === undefined && call.node.arguments.some(({ star }) => star !== undefined)
  // That it is given at all is what decides.
  if (passed !== undefined && not?.length === 0) return 'yes'
  const texts = passed ? textsOf(passed.value) : isOpen ? undefined : usual === undefined ? [] : [usual]
  if (texts === undefined) return 'perhaps'
  const holds =
    texts.length > 0 && (is ? texts.some((text) => is.includes(text)) : !texts.every((text) => not?.includes(text)))
  return holds ? 'yes' : (otherwise ?? 'no')
}

/** What an argument may be, in lower case, the parts of a tuple together; undefined when that is not known. */
function textsOf(value: Value): readonly string[] | undefined {
  const texts = options(value)
    .flatMap((option) => (option.kind === 'collection' ? option.items : [option]))
    .map((option) =>
      option.kind === 'constant' && !option.partial
        ? option.value === null
          ? 'none'
          : String(option.value).toLowerCase()
        : undefined,
    )
  return texts.length === 0 || texts.includes(undefined) ? undefined : texts.flatMap((text) => text ?? [])
}
