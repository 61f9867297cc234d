import type { Expression, Span, Try } from '../project/python/tree.ts'
import { and, type Frame, ON, type Outcome } from './frame.ts'
import { importBasis } from './imports.ts'
import { assign, branchOf, merge, type Scope } from './scope.ts'
import { joinBasis, UNKNOWN } from '../trace/value.ts'
import { letsPass } from './lets-pass.ts'
import { passesOver } from './passes-over.ts'

/** Inside a `try` that catches it, a failing import ends the body; elsewhere the audit reads on past it. */
export function failedImport(module: string, node: Span, frame: Frame): Outcome {
  const catches = frame.caught.some((name) =>
    /^(ImportError|ModuleNotFoundError|Exception|BaseException|\*)$/.test(name),
  )
  return catches ? { flow: 'raises', control: [importBasis(module, node, frame)] } : ON
}

/** Most exceptions of which it is kept that they are caught around code; a `try` in real code names a handful. */
const CAUGHT_LIMIT = 50

/** Runs a `try`: when its body surely fails on the machine, the handlers are what runs. */
export function runTry(statement: Try, frame: Frame): Outcome {
  const catching = statement.handlers.filter((handler) => !letsPass(handler))
  const caught = [...frame.caught, ...catching.flatMap(exceptionsOf)].slice(-CAUGHT_LIMIT)
  const mended = [...frame.mended, ...catching.filter((handler) => !passesOver(handler)).flatMap(exceptionsOf)]
  const inside: Frame = { ...frame, caught, mended: mended.slice(-CAUGHT_LIMIT) }
  const { flow, control = [] } = frame.engine.run(statement.body, inside)
  const failed = flow === 'raises' && control.length > 0
  const layers: Scope[] = []
  for (const { types, name, body } of statement.handlers) {
    const scope = branchOf(frame.scope)
    if (name) assign(scope, name, UNKNOWN)
    const live = and(frame.live, isOfCuda(types, frame) ? false : failed && catchesImports(types) ? true : undefined)
    const handled = frame.engine.run(body, { ...frame, scope, live, control: joinBasis(frame.control, control) })
    if (handled.flow === 'on') layers.push(scope)
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
