import type { Expression, Span, Try } from '../project/python/tree.ts'
import { and, type Frame, ON, type Outcome, placeOf, seenIn } from './frame.ts'
import { importBasis } from './imports.ts'
import { stateOf } from './program.ts'
import { assign, branchOf, merge, type Scope } from './scope.ts'
import type { Basis } from '../trace/place.ts'
import { unparse } from '../trace/unparse.ts'
import { joinBasis, UNKNOWN } from '../trace/value.ts'
import { isCaughtBy, type Trial, trialOf } from './trials.ts'
import { letsPass } from './lets-pass.ts'
import { passesOver } from './passes-over.ts'

/**
 * What comes of an import, which fails where something is missing. Inside a `try` that catches that, it ends the body; elsewhere
 * the audit reads on past it, and whoever imports this module fails as well.
 */
export function importing(missing: string | undefined, node: Span, frame: Frame): Outcome {
  if (missing === undefined) return ON
  const catches = frame.caught.some((name) =>
    /^(ImportError|ModuleNotFoundError|Exception|BaseException|\*)$/.test(name),
  )
  if (catches) return { flow: 'raises', control: [importBasis(missing, node, frame)] }
  const own = frame.function || frame.live !== 'yes' ? undefined : stateOf(frame.program, frame.module)
  if (own) own.missing ??= missing
  return ON
}

/** Most exceptions of which it is kept that they are caught around code; a `try` in real code names a handful. */
const CAUGHT_LIMIT = 50

/** Runs a `try`: when its body surely fails on the machine, the handlers are what runs. */
export function runTry(statement: Try, frame: Frame): Outcome {
  const catching = statement.handlers.filter((handler) => !letsPass(handler))
  const caught = [...frame.caught, ...catching.flatMap(exceptionsOf)].slice(-CAUGHT_LIMIT)
  const mended = [...frame.mended, ...catching.filter((handler) => !passesOver(handler)).flatMap(exceptionsOf)]
  const inside: Frame = { ...frame, caught, mended: mended.slice(-CAUGHT_LIMIT) }
  const trial = frame.live === 'no' ? undefined : trialIn(statement, catching)
  const fails = trial && frame.machine.name === 'mac'
  const { flow, control = [] } = fails ? runTrial(trial, statement, inside) : frame.engine.run(statement.body, inside)
  const failed = flow === 'raises' && control.length > 0
  const layers: Scope[] = []
  for (const handler of statement.handlers) {
    const { types, name, body } = handler
    const scope = branchOf(frame.scope)
    if (name) assign(scope, name, UNKNOWN)
    const handles = trial ? comesTo(handler, trial, frame) : isHandler(types, failed, frame)
    const live = and(frame.live, handles)
    const handled = frame.engine.run(body, { ...frame, scope, live, control: joinBasis(frame.control, control) })
    if (handled.flow === 'on' && handles !== false) layers.push(scope)
  }
  merge(frame.scope, layers, failed && layers.length > 0)
  if (statement.otherwise) {
    const unreached: Frame = { ...frame, live: 'no', off: false, scope: branchOf(frame.scope) }
    frame.engine.run(statement.otherwise, failed ? unreached : frame)
  }
  if (statement.finally) frame.engine.run(statement.finally, frame)
  const leaves = failed ? layers.length === 0 : flow === 'leaves' && statement.handlers.length === 0
  return { flow: leaves ? 'leaves' : 'on', ...(control.length > 0 ? { control } : {}) }
}

/** Whether a machine comes to a handler of a trial: a Mac by what it raises, one with CUDA not at all. */
function comesTo(handler: Try['handlers'][number], { exception }: Trial, { machine }: Frame): boolean | undefined {
  if (machine.name === 'linux-cpu') return undefined
  return machine.name === 'mac' && isCaughtBy(exceptionsOf(handler), exception)
}

/** The trial of CUDA that a `try` is, where one of its handlers lets the program go on. */
function trialIn(statement: Try, catching: Try['handlers']): Trial | undefined {
  const trial = trialOf(statement)
  return trial && catching.some((handler) => isCaughtBy(exceptionsOf(handler), trial.exception)) ? trial : undefined
}

/** Runs the body of a trial as far as it comes, and the rest as code that is for machines with CUDA. */
function runTrial({ index, call, exception }: Trial, statement: Try, frame: Frame): Outcome {
  const name = unparse(call.callee)
  frame.engine.run(statement.body.slice(0, index + 1), frame)
  frame.observe?.({ kind: 'trial', node: call, name, exception, tried: statement, ...seenIn(frame) })
  const control: readonly Basis[] = [{ fact: 'cuda', name, place: placeOf(frame, call) }]
  const unreached: Frame = { ...frame, live: 'no', off: false, scope: branchOf(frame.scope), control }
  frame.engine.run(statement.body.slice(index + 1), unreached)
  return { flow: 'raises', control }
}

/** Whether a handler runs, given that the body fails for want of an import or may fail otherwise. */
function isHandler(types: readonly Expression[], failed: boolean, frame: Frame): boolean | undefined {
  if (isOfCuda(types, frame)) return false
  return failed && catchesImports(types) ? true : undefined
}

function catchesImports(types: readonly Expression[]): boolean {
  const names = types.map(exceptionName)
  return names.length === 0 || names.some((name) => /ImportError|ModuleNotFoundError|Exception|RuntimeError/.test(name))
}

/** Whether what is caught is raised by CUDA alone: when Metal's memory is full, that is a RuntimeError and nothing more. */
function isOfCuda(types: readonly Expression[], { machine }: Frame): boolean {
  return (
    machine.name !== 'linux-cuda' && types.length > 0 && types.every((type) => MEMORY_OF_CUDA.test(exceptionName(type)))
  )
}

const MEMORY_OF_CUDA = /^(?:OutOfMemoryError|CudaError)$/

/** What a handler catches. */
function exceptionsOf({ types }: Try['handlers'][number]): readonly string[] {
  return types.length > 0 ? types.map(exceptionName) : ['*']
}

function exceptionName(node: Expression): string {
  if (node.kind === 'name') return node.id
  return node.kind === 'attribute' ? node.name : '?'
}
