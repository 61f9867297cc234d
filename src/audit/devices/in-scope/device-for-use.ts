import type { CallSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Edit } from '../../../report/edit.ts'
import { lineEndBehind, restOfLine, siteOfPlace } from '../../../trace/site.ts'
import { type About, insertAt } from '../../finding/edit-at.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import { groupBy } from '../../group-by.ts'
import type { AuditContext, PlannedEdit } from '../../rule.ts'
import { metalTestAt, whyAsked } from '../../torch/metal-test.ts'
import { type Position, torchNameAt } from '../../torch/torch-name.ts'
import { callsNamingCuda } from '../calls-naming-cuda.ts'
import { cudaLiterals } from '../cuda-literals.ts'
import { isForCollective } from '../for-collective.ts'
import { isForKernel } from '../for-kernel.ts'
import { deviceInScope } from './device-in-scope.ts'
import { freeName } from './free-name.ts'
import { callersWithDevice, handDown } from './handed-down.ts'

/** What is written for the device where something is put on CUDA. */
export interface DeviceForUse {
  /** As Python: `device`, `x.device`, `DEVICE`, `"mps" if torch.backends.mps.is_available() else "cuda"`. */
  readonly code: string
  readonly safety: Edit['safety']
  readonly why: string
  /** What has to be written elsewhere for that. */
  readonly added: readonly PlannedEdit[]
}

const WHY_CHOSEN = (code: string): string => `${code} is what the program chose, which is CUDA where there is CUDA.`
const WHY_KNOWN = (code: string): string =>
  `${code} says where the data is here; look whether it is CUDA wherever the program runs on CUDA.`
const WHY_HANDED =
  'Those who call the function know the device and hand it down; by default it is mps where there is Metal, and elsewhere CUDA as before.'
const WHY_LOOK = 'Look whether theirs is CUDA wherever the program runs on CUDA.'
const WHY_EITHER = 'Where there is Metal this is mps, and elsewhere CUDA as before.'
const WHY_EXCHANGED = 'Processes of a Mac exchange tensors on the CPU; elsewhere this is CUDA as before.'

/**
 * The device for something that is put on CUDA: one that is known there, or else Metal's where there is Metal, and CUDA's as
 * before. A module that would say so again and again says it once, behind its imports. Undefined where Metal cannot be asked for,
 * and for what a kernel for CUDA is given.
 */
export function deviceForUse(context: AuditContext, call: CallSeen): DeviceForUse | undefined {
  if (isForKernel(call, context)) return undefined
  if (isForCollective(call)) return exchanged(context, call)
  const known = deviceInScope(context, call)
  const isChosen = known?.by === 'machine' || known?.by === 'cuda'
  // Behind a switch of the program's own a device that somebody else gives may be another one.
  if (known && (isChosen || !isBehindSwitch(call))) {
    return {
      code: known.code,
      safety: isChosen ? 'safe' : 'suggested',
      why: isChosen ? WHY_CHOSEN(known.code) : WHY_KNOWN(known.code),
      added: [],
    }
  }
  return handedDown(context, call) ?? chosenAt(context, { ...call, at: call.node.at })
}

/** The device that a module says once for all, or a choice that is made where it is needed. */
function chosenAt(context: AuditContext, position: Position): DeviceForUse | undefined {
  const test = metalTestAt(context, position)
  if (!test) return undefined
  const about = { safety: test.safety, why: whyAsked(context, WHY_EITHER) }
  const shared = sharedDevices(context).get(position.module)
  if (shared && (position.function !== undefined || shared.edit.start < position.at)) {
    return { ...about, code: shared.name, added: [shared.edit] }
  }
  return { ...about, code: `"mps" if ${test.code} else "cuda"`, added: [] }
}

/** The device that callers hand down, by a parameter which is by default what would be chosen here. */
function handedDown(context: AuditContext, call: CallSeen): DeviceForUse | undefined {
  const callers = callersWithDevice(context, call)
  if (!callers || (!callers.areChosen && isBehindSwitch(call))) return undefined
  const { module, at } = callers.own
  const chosen = chosenAt(context, { module, at })
  const torch = torchNameAt(context, { module, at })
  if (!chosen || torch === undefined) return undefined
  const about: About = callers.areChosen
    ? { safety: chosen.safety, why: WHY_HANDED }
    : { safety: 'suggested', why: `${WHY_HANDED} ${WHY_LOOK}` }
  const edits = handDown(callers, chosen.code, torch, about)
  return edits && { ...about, code: 'device', added: [...chosen.added, ...edits] }
}

/** The device of tensors that processes exchange. */
function exchanged(context: AuditContext, call: CallSeen): DeviceForUse | undefined {
  const test = metalTestAt(context, { ...call, at: call.node.at })
  return test && { code: `"cpu" if ${test.code} else "cuda"`, safety: test.safety, why: WHY_EXCHANGED, added: [] }
}

function isBehindSwitch({ guards }: CallSeen): boolean {
  return guards.some(({ test, value }) => value === undefined && /cuda|gpu/i.test(unparse(test)))
}

/** How often a module says which device it means before it is said once for all. */
const OFTEN = 3

/** A device that a module is given behind its imports. */
interface SharedDevice {
  readonly name: string
  readonly edit: PlannedEdit
}

/** The modules that name CUDA again and again where no device is known. */
const sharedDevices = memoized((context: AuditContext): ReadonlyMap<Module, SharedDevice> => {
  const literals = cudaLiterals(context).flatMap(({ kind, call }) =>
    kind === 'method' || (kind === 'argument' && call.name !== 'torch.device') ? [call] : [],
  )
  // What is moved where there is CUDA only is moved to Metal too.
  const moves = callsNamingCuda(context).filter(({ name, positional }) => name === '.cuda' && positional.length === 0)
  const uses = [...new Set([...literals, ...moves])].filter(
    (call) =>
      !isForKernel(call, context) &&
      !isForCollective(call) &&
      deviceInScope(context, call) === undefined &&
      callersWithDevice(context, call) === undefined,
  )
  const found = [...groupBy(uses, ({ module }) => module)].flatMap(([module, own]): [Module, SharedDevice][] => {
    const shared = own.length < OFTEN ? undefined : sharedDevice(module, context)
    return shared ? [[module, shared]] : []
  })
  return new Map(found)
})

/** Names for it, of which the first that the module does not know is taken. */
const NAMES = ['DEVICE', 'GPU_DEVICE', 'TORCH_DEVICE'] as const

function sharedDevice(module: Module, context: AuditContext): SharedDevice | undefined {
  const name = freeName(module, NAMES)
  const at = behindImports(module, context)
  const test = at === undefined ? undefined : metalTestAt(context, { module, at })
  if (at === undefined || !test || name === undefined) return undefined
  const line = lineEndBehind({ module, at })
  const text = `${line}${line}${name} = ${test.torch}.device("mps" if ${test.code} else "cuda")`
  const edit = insertAt({ module }, at, text, { safety: test.safety, why: whyAsked(context, WHY_EITHER) })
  return edit && { name, edit }
}

/** The end of the line of the last import at the top of a module that comes before all else that it does there. */
function behindImports(module: Module, context: AuditContext): number | undefined {
  const imports = [...seen(context, 'import'), ...seen(context, 'project-import')].filter(
    (each) => each.module === module && each.function === undefined,
  )
  const isFree = (each: (typeof imports)[number]): boolean =>
    each.guards.length === 0 &&
    each.caught.length === 0 &&
    siteOfPlace({ module, at: each.node.at, end: each.node.end }).column === 1
  const first = firstAction(context).get(module) ?? Infinity
  const ends = imports.filter((each) => isFree(each) && each.node.end <= first).map(({ node }) => node.end)
  if (ends.length === 0) return undefined
  const last = Math.max(...ends)
  return restOfLine({ module, at: last, end: last }).end
}

/** Where a module begins to do something. */
const firstAction = memoized((context: AuditContext): ReadonlyMap<Module, number> => {
  const found = new Map<Module, number>()
  const note = (module: Module, at: number): void => {
    found.set(module, Math.min(found.get(module) ?? Infinity, at))
  }
  for (const { module, function: around, node } of [...seen(context, 'assignment'), ...context.index.byKind.call])
    if (around === undefined) note(module, node.at)
  for (const { module, at } of [...context.trace.functions, ...context.trace.classes]) note(module, at)
  return found
})
