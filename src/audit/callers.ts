/** What the project's own calls say of the parameters of its functions. */
import type { CallSeen } from '../evaluate/observation.ts'
import { fieldOf, type FunctionState } from '../evaluate/program.ts'
import { options, type Value } from '../evaluate/value.ts'
import type { Parameter } from '../project/python/tree.ts'
import type { AuditContext } from './rule.ts'
import { isLive, seen } from './seen.ts'

/** What is called: a parameter of the function, or, where that is not known, the method's name and the parameter's. */
type Key = Parameter | string

/** How often calls give a parameter a value of their own. */
interface Uses {
  passed: number
  leftOut: number
}

const known = new WeakMap<object, ReadonlyMap<Key, Uses>>()

/** Whether the project calls the function of a parameter, and every call of it that is read gives the parameter a value. */
export function isAlwaysPassed(context: AuditContext, parameter: Parameter, owner: string): boolean {
  let uses = known.get(context.evaluation)
  if (!uses) {
    uses = usesOf(context)
    known.set(context.evaluation, uses)
  }
  const own = [uses.get(parameter), uses.get(`.${calledName(owner)}(${parameter.name})`)]
  const passed = own.reduce((sum, use) => sum + (use?.passed ?? 0), 0)
  const leftOut = own.reduce((sum, use) => sum + (use?.leftOut ?? 0), 0)
  return passed > 0 && leftOut === 0 && passed >= mentionsOf(calledName(owner), context)
}

function usesOf(context: AuditContext): ReadonlyMap<Key, Uses> {
  const uses = new Map<Key, Uses>()
  for (const call of seen(context, 'call').filter(isLive)) {
    // Of a method of something unknown, only what is given by name can be told.
    if (!call.callee && call.name.startsWith('.'))
      for (const name of call.keywords.keys()) count(uses, `${call.name}(${name})`, true)
    for (const { state, bound } of call.callee ? options(call.callee).flatMap(calledBy) : []) {
      const parameters = bound ? state.definition.parameters.slice(1) : state.definition.parameters
      for (const [index, parameter] of parameters.entries()) count(uses, parameter, isPassed(call, parameter, index))
    }
  }
  return uses
}

function count(uses: Map<Key, Uses>, parameter: Key, passed: boolean): void {
  const own = uses.get(parameter) ?? { passed: 0, leftOut: 0 }
  if (passed) own.passed++
  else own.leftOut++
  uses.set(parameter, own)
}

function isPassed({ node, positional, keywords }: CallSeen, { name }: Parameter, index: number): boolean {
  return keywords.has(name) || (index < positional.length && node.arguments.every(({ star }) => star === undefined))
}

function calledBy(callee: Value): readonly { readonly state: FunctionState; readonly bound: boolean }[] {
  if (callee.kind === 'function') return [{ state: callee.state, bound: callee.self !== undefined && isMethod(callee.state) }]
  const constructor = callee.kind === 'class' ? fieldOf(callee.state, '__init__') : undefined
  return constructor?.kind === 'function' ? [{ state: constructor.state, bound: true }] : []
}

function isMethod({ owner, definition }: FunctionState): boolean {
  if (!owner || definition.kind === 'lambda') return false
  return definition.decorators.every((mark) => mark.kind !== 'name' || mark.id !== 'staticmethod')
}

/** `Encoder.__init__` is called as `Encoder`, `Encoder.encode` as `encode`. */
function calledName(owner: string): string {
  const names = owner.split('.')
  return (names.at(-1) === '__init__' ? names.at(-2) : names.at(-1)) ?? owner
}

/** Calls by that name in all code that is read: what says nothing of devices is not evaluated, and may call it without one. */
function mentionsOf(name: string, { facts }: AuditContext): number {
  let count = 0
  for (const { file } of facts.modules) {
    const { text } = file
    for (let at = text.indexOf(`${name}(`); at >= 0; at = text.indexOf(`${name}(`, at + 1)) {
      if (!/[\w]/.test(text[at - 1] ?? '') && !/(?:def|class)\s+$/.test(text.slice(Math.max(0, at - 8), at))) count++
    }
  }
  return count
}
