/** Where a program refuses to go on without CUDA. */
import type { DecisionSeen } from '../../trace/observation.ts'
import type { Expression, Statement } from '../../trace/syntax.ts'
import { libraryByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import { type Basis, isOfOtherAccelerator } from '../../trace/place.ts'
import { reachOfModule } from '../reachability/reach.ts'
import { unparse } from '../../trace/unparse.ts'
import { isBehindOpenSwitch, isForCudaAlone } from './cuda-only.ts'
import type { AuditContext } from '../rule.ts'
import { mayRun, seen } from '../observations/seen.ts'

/** A decision that stops the program on a Mac, for want of CUDA, of a tensor there, or of an import, and of nothing else. */
export interface Refusal {
  readonly decision: DecisionSeen
  readonly how: 'assertion' | 'raise'
  /** What it asks for: CUDA on the machine, a device of CUDA or of any kind but Metal's, or what an import gives that fails on a Mac. */
  readonly what: 'cuda' | 'device' | 'import' | 'other-device'
}

export function refusalsOf(context: AuditContext): readonly Refusal[] {
  const all = everyRefusal(context)
  const askedBefore = new Set(all.flatMap(({ decision, what }) => asking(decision, what).within.map(keyOf)))
  // Behind `if not x.is_cuda: raise` what else is refused is refused for reasons of its own.
  return all.filter(({ decision, what }) => {
    const { within, outside } = asking(decision, what)
    return within.length > 0 || outside.length === 0 || !outside.every((asked) => askedBefore.has(keyOf(asked)))
  })
}

/** What a decision asks the machine in its own test, and what it goes by that was asked elsewhere. */
function asking({ basis, module, test }: DecisionSeen, what: Refusal['what']) {
  const isWithin = ({ place }: Basis) => place.module === module && place.at >= test.at && place.end <= test.end
  const asked = basis.filter(({ fact }) => fact === (what === 'other-device' ? 'mps' : what))
  return { within: asked.filter(isWithin), outside: asked.filter((own) => !isWithin(own)) }
}

function keyOf({ place: { module, at } }: Basis): string {
  return `${module.path}\0${at}`
}

function everyRefusal(context: AuditContext): readonly Refusal[] {
  return seen(context, 'decision')
    .filter((decision) => mayRun(decision) && (!isForCudaAlone(decision) || isBehindOpenSwitch(decision)))
    .flatMap((decision) => {
      const what = whatIsMissing(decision, context)
      const how = what && howItStops(decision)
      return how ? [{ decision, how, what }] : []
    })
}

function whatIsMissing(decision: DecisionSeen, context: AuditContext): Refusal['what'] | undefined {
  const { basis, module } = decision
  if (isLookUp(decision)) return 'other-device'
  const refused = refusesMetal(decision)
  if (refused) return refused
  if (basis.some(({ fact }) => fact === 'mps')) return undefined
  // Where another accelerator would do as well as CUDA, a Mac has neither; without CUDA that one is meant.
  const facts = new Set(basis.filter((asked) => !isOfOtherAccelerator(asked)).map(({ fact }) => fact))
  if (facts.size === 0) return undefined
  // Tests count GPUs that they have made up.
  if (reachOfModule(module) === 'test' && basis.some(({ name }) => name.endsWith('device_count'))) return undefined
  if (facts.has('cuda')) return 'cuda'
  if (facts.has('device')) return letsCpuThrough(decision) ? 'other-device' : 'device'
  const isImport = facts.size === 1 && facts.has('import') && !basis.some(isOfOtherAccelerator)
  return isImport && basis.every(({ name }) => isWithoutMacs(name, context)) ? 'import' : undefined
}

/** `if device == "cpu": ... elif device == "cuda": ... else: raise` */
function letsCpuThrough({ node, branch }: DecisionSeen): boolean {
  return node.kind === 'if' && node.branches.slice(0, branch).some(({ test }) => /'cpu(?::\d+)?'/.test(unparse(test)))
}

/** Kinds of devices beside Metal's. */
const OTHER_DEVICE = /^(?:cpu|cuda|hip|rocm|xpu|npu|hpu|xla|tpu|musa|mlu|ipu)(?::\d+)?$/

/**
 * Whether a device that was chosen elsewhere, Metal's among them, is let through here only if it is CUDA, or any but Metal's:
 * `if device.type != "cuda"`, `if device.type not in ("cuda", "cpu")`, `elif device.type == "cpu": ... else: raise`.
 */
function refusesMetal({ basis, test, module }: DecisionSeen): 'device' | 'other-device' | undefined {
  if (test.kind !== 'comparison' || !basis.some(({ fact }) => fact === 'mps')) return undefined
  const [only, ...others] = test.rest
  const asked = only && others.length === 0 ? textsIn(only.right) : []
  if (asked.length === 0 || !asked.every((name) => OTHER_DEVICE.test(name))) return undefined
  // What comes of comparing Metal's device is known for the names alone, and nobody has asked for Metal here.
  const isOfMetal = basis.every(
    ({ fact, name, place }) =>
      name === 'mps' || fact === 'device' || place.module !== module || place.end <= test.at || place.at >= test.end,
  )
  if (!isOfMetal) return undefined
  return asked.every((name) => name.startsWith('cuda')) ? 'device' : 'other-device'
}

/** The texts that something is compared with; none where one of them is no text. */
function textsIn(node: Expression): readonly string[] {
  if (node.kind === 'string') return [node.value]
  if (node.kind !== 'sequence') return []
  const texts = node.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
  return texts.length === node.items.length ? texts : []
}

/** Whether no release of a library is for Macs; of one that has some, what keeps them out is told of the requirement. */
function isWithoutMacs(name: string, { knowledge, asOf }: AuditContext): boolean {
  const library = libraryByImport(knowledge, name)
  return library !== undefined && statementFor(library.metal, undefined, asOf)?.installs !== true
}

/** How a decision ends the program, where it does, by the way that it takes on the machine. */
export function howItStops(decision: DecisionSeen): Refusal['how'] | undefined {
  const { node, branch, value, next } = decision
  if (node.kind === 'assert') return value === false ? 'assertion' : undefined
  if (node.kind === 'subscript') return isLookUp(decision) ? 'raise' : undefined
  if (node.kind !== 'if') return undefined
  const body = value === true ? node.branches[branch]?.body : undefined
  const isLast = branch === node.branches.length - 1
  const after = node.otherwise ?? (next && [next])
  const otherwise = value === false && isLast ? after : undefined
  return stops(body) || stops(otherwise) ? 'raise' : undefined
}

/** Whether it looks for an entry that a table does not have: `{"cuda": ..., "cpu": ...}[device.type]`. */
function isLookUp({ node, chosen }: DecisionSeen): boolean {
  return node.kind === 'subscript' && chosen === undefined
}

/** Whether a block ends the program or raises, whatever it says before. */
export function stops(body: readonly Statement[] | undefined): boolean {
  const last = body?.at(-1)
  if (last?.kind === 'raise') return true
  if (last?.kind !== 'expression' || last.value.kind !== 'call') return false
  const { callee } = last.value
  return callee.kind === 'attribute'
    ? callee.name === 'exit'
    : callee.kind === 'name' && /^(exit|quit)$/.test(callee.id)
}
