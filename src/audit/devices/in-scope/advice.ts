/** What to write where code names CUDA, in the words of that place: the device that is known there, the flag before it. */
import type { CallSeen, Guard, Observation } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { memoized } from '../../memoized.ts'
import { innermost, nestedSpans } from '../../observations/nested-spans.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { isModuleClass } from '../destination.ts'
import { type DeviceInScope, deviceInScope, type Here } from './device-in-scope.ts'

/** What is said where a device is chosen and nothing else is known there. */
export const CHOOSE = 'Choose between cuda, mps and cpu here; what is given this device follows.'

/** The same where an edit takes Metal before what stands there. */
export const CHOOSE_BY_EDIT =
  'Take mps here where there is Metal, and elsewhere what it was; what is given this device follows.'

/** What to do where CUDA is chosen: take the device that is known there, or choose for every machine. */
export function adviceForChoice(context: AuditContext, here: CallSeen): string {
  const known = deviceInScope(context, here, setBy(context, here))
  if (known === undefined || isNetworks(known) || isNumberIn(here, known)) return CHOOSE
  return known.code.endsWith('()')
    ? `Take ${known.code}, which chooses for the rest of the project.`
    : `Take ${known.code}, which holds the device here.`
}

/** What the assignment sets that some code is the value of, or a part of it. */
function setBy(context: AuditContext, { module, node: { at, end } }: Here): readonly string[] {
  return innermost(assignments(context), { module, at, end })?.of.map((target) => unparse(target)) ?? []
}

const assignments = memoized((context: AuditContext) =>
  nestedSpans(
    seen(context, 'assignment').map(({ module, node }) => ({
      place: { module, at: node.at, end: node.end },
      of: node.targets,
    })),
  ),
)

/** `torch.device("cuda:%d" % self.device)`, `torch.device("cuda", rank)`: what CUDA's name is made of is the number of a GPU. */
function isNumberIn({ node }: CallSeen, { code }: DeviceInScope): boolean {
  return node.arguments.some(({ value }) => unparse(value).includes(code))
}

/** Where the parameters of a network are is no choice. */
function isNetworks({ code }: DeviceInScope): boolean {
  return code.startsWith('next(')
}

/**
 * What to do where something is put on CUDA.
 * @param put what is to be written, given a device: `.to(device)` for `.cuda()`
 */
export function adviceForUse(context: AuditContext, call: CallSeen, put: (device: string) => string): string {
  if (call.guards.some(({ test }) => IS_CUDA.test(unparse(test)))) return STAY
  if (isOfStorage(call)) return loadToCpu('function')
  if (call.keywords.get('map_location')?.value.kind === 'table') return loadToCpu('table')
  const known = deviceInScope(context, call)
  if (known) return `Write ${put(known.code)} here.`
  return isInConstructorOfModule(call)
    ? 'Leave the move out here, and move the module once it is made: model.to(device) takes submodules, parameters and buffers (register_buffer) along.'
    : `No device is known here: choose one ${call.function ? 'where the program starts' : 'above'} (cuda, else mps, else cpu)${call.function ? ', hand it down' : ''} and write ${put('device')}.`
}

/**
 * What to do where something is moved only where there is CUDA, or behind a switch of the program's own: move it in any case,
 * to the device that was chosen.
 */
export function adviceForGuardedUse(context: AuditContext, call: CallSeen): string {
  const flag = flagBefore(call)
  const known = deviceInScope(context, call)
  if (known && isSetBehindTest(context, call, known))
    return `Choose ${known.code} in any case, cuda, else mps, else cpu: behind this test it is set too. Then write .to(${known.code}) in place of the move behind the test.`
  if (known?.by === 'cuda')
    return `Let ${known.code} be cuda, else mps, else cpu, and write .to(${known.code}) in place of the test and the move.`
  if (known) {
    const written = `Write .to(${known.code}) in place of the test and the move`
    return flag === undefined ? `${written}.` : `${written}, and let ${flag} decide where that device is chosen.`
  }
  return flag === undefined
    ? 'Choose a device once (cuda, else mps, else cpu), and move there in any case: .to(device) in place of the test and the move.'
    : `Let ${flag} choose a device once, where it is read: mps where there is no CUDA. Move there in any case: .to(device) in place of the test and the move.`
}

/** `if torch.cuda.is_available(): device = torch.device("cuda"); model.to(device)`: without the test nobody has chosen the device. */
function isSetBehindTest(context: AuditContext, call: CallSeen, { code }: DeviceInScope): boolean {
  const guard = call.guards.at(-1)
  return seen(context, 'assignment', code).some(
    ({ module, function: around, guards, node }) =>
      guard !== undefined &&
      module === call.module &&
      around === call.function &&
      node.end <= call.node.at &&
      guards.at(-1)?.test === guard.test,
  )
}

/** A test of what comes in, `if not x.is_cuda: x = x.cuda()`, and what to do about it. */
const IS_CUDA = /\.is_cuda\b/
const STAY = 'Leave out the test and the move: what comes in stays on the device on which the caller has put it.'

/** `map_location=lambda storage, loc: storage.cuda()`, `{"cuda:0": "cuda:1"}`, and what to do about it. */
function loadToCpu(written: 'function' | 'table'): string {
  return `Write map_location="cpu" in place of the ${written}, and move what was loaded to the device afterwards.`
}

/** `lambda storage, loc: storage.cuda()`: the `to` of a storage is another one than that of a tensor. */
export function isOfStorage({ function: around, node: { callee } }: CallSeen): boolean {
  if (around?.kind !== 'lambda') return false
  return callee.kind === 'attribute' && callee.object.kind === 'name' && /^(?:storage|s)$/.test(callee.object.id)
}

/** The type of the device that is known at some code, as Python: `device.type`. */
export function typeInScope(context: AuditContext, here: Here): string | undefined {
  const known = deviceInScope(context, here)
  return known && (known.form === 'device' ? `${known.code}.type` : `torch.device(${known.code}).type`)
}

/** What a switch for the GPU is called. */
const FLAG = /cuda|gpu/i

/** Longest flag that is quoted: a condition of several parts is no name. */
const FLAG_LIMIT = 40

/** The switch of the program's own before some code, as it is written: `args.cuda`. */
function flagBefore({ guards }: Observation): string | undefined {
  const flags = guards.filter(isFlag).map(({ test }) => unparse(test))
  return flags.findLast((text) => FLAG.test(text) && text.length <= FLAG_LIMIT)
}

function isFlag({ test, side, value, basis }: Guard): boolean {
  return side && value === undefined && basis.length === 0 && (test.kind === 'name' || test.kind === 'attribute')
}

function isInConstructorOfModule({ function: around }: Observation): boolean {
  return around?.owner !== undefined && around.name.endsWith('.__init__') && isModuleClass(around.owner)
}
