/** By which names of its library something is called. */
import { lineageOf, type TracedClass } from '../../trace/definition.ts'
import type { AttributeSeen, CallSeen } from '../../trace/observation.ts'
import type { Module } from '../../trace/trace.ts'
import { options } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** The qualified names by which something of a library is called: also through an object, and through a class of the project's own. */
export function calledNames(observation: CallSeen | AttributeSeen, context: AuditContext): readonly string[] {
  if (observation.kind === 'attribute') return [observation.name]
  const { name, receiver, callee, function: around, node, module } = observation
  if (callee?.kind === 'class') return callee.class.init ? [] : foreignBases(callee.class)
  if (callee?.kind === 'unknown' && node.callee.kind === 'name') {
    const { id } = node.callee
    return (wholeImports(context).get(module) ?? []).map((own) => `${own}.${id}`)
  }
  if (name === '.__init__') return around?.owner && isOfSuper(observation) ? foreignBases(around.owner) : []
  if (!name.startsWith('.')) return [name]
  const makers = receiver ? options(receiver).flatMap((option) => (option.kind === 'instance' ? option.of : [])) : []
  return [...makers.map((maker) => maker + name), name]
}

/** The modules outside the project of which a module takes all names: `from fastai.vision.all import *`. */
const wholeImports = memoized((context: AuditContext): ReadonlyMap<Module, readonly string[]> => {
  const found = new Map<Module, string[]>()
  for (const { names, name, module } of context.index.byKind.import)
    if (names.includes('*')) found.set(module, [...(found.get(module) ?? []), name])
  return found
})

/** `super().__init__(n_gpu_layers=0)` */
function isOfSuper({ node: { callee } }: CallSeen): boolean {
  const object = callee.kind === 'attribute' ? callee.object : callee
  return object.kind === 'call' && object.callee.kind === 'name' && object.callee.id === 'super'
}

function foreignBases(traced: TracedClass): readonly string[] {
  return [...lineageOf(traced)].flatMap(({ bases }) =>
    bases.flatMap((base) => (base.kind === 'external' ? base.name : [])),
  )
}
