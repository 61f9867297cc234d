/** What the project's own calls say of the parameters of its functions. */
import type { CallSeen, DefaultSeen } from '../../evaluate/observation.ts'
import { fieldOf, type FunctionState } from '../../evaluate/program.ts'
import { options, type Value } from '../../evaluate/value.ts'
import { mayHaveName } from '../../project/python/name-filter.ts'
import type { Parameter } from '../../project/python/tree.ts'
import type { TextFile } from '../../project/text-file.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

/** How often calls give a parameter a value by its position, and how often none. */
interface Uses {
  positional: number
  leftOut: number
}

const known = new WeakMap<object, ReadonlyMap<Parameter, Uses>>()

/** Whether the project calls the function of a parameter, and every call of it that is read gives the parameter a value. */
export function isAlwaysPassed(context: AuditContext, parameter: Parameter, { owner, module }: DefaultSeen): boolean {
  let uses = known.get(context.evaluation)
  if (!uses) {
    uses = usesOf(context)
    known.set(context.evaluation, uses)
  }
  const { positional, leftOut } = uses.get(parameter) ?? { positional: 0, leftOut: 0 }
  if (leftOut > 0) return false
  const { named, bare } = mentionsOf(owner, parameter.name, module.file, context)
  return named + positional > 0 && bare <= positional
}

function usesOf(context: AuditContext): ReadonlyMap<Parameter, Uses> {
  const uses = new Map<Parameter, Uses>()
  for (const call of seen(context, 'call').filter(isLive)) {
    for (const { state, bound } of call.callee ? options(call.callee).flatMap(calledBy) : []) {
      const parameters = bound ? state.definition.parameters.slice(1) : state.definition.parameters
      for (const [index, parameter] of parameters.entries()) note(uses, call, parameter, index)
    }
  }
  return uses
}

function note(uses: Map<Parameter, Uses>, call: CallSeen, parameter: Parameter, index: number): void {
  if (call.keywords.has(parameter.name)) return
  const own = uses.get(parameter) ?? { positional: 0, leftOut: 0 }
  if (index < call.positional.length && call.node.arguments.every(({ star }) => star === undefined)) own.positional++
  else own.leftOut++
  uses.set(parameter, own)
}

function calledBy(callee: Value): readonly { readonly state: FunctionState; readonly bound: boolean }[] {
  if (callee.kind === 'function')
    return [{ state: callee.state, bound: callee.self !== undefined && isMethod(callee.state) }]
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

/** Longest text of a call's arguments that is looked through. */
const ARGUMENTS_LIMIT = 2000

interface Mentions {
  named: number
  bare: number
}

/**
 * Calls of a function as its name shows them in all code that is read, with and without a keyword: functions that say
 * nothing of devices are not evaluated, and may call it without one.
 */
function mentionsOf(owner: string, keyword: string, home: TextFile, { facts }: AuditContext): Mentions {
  const name = calledName(owner)
  // A function by itself is seldom called through its module, and often bears the name of some library's.
  const before = owner === name ? /[\w.]/ : /\w/
  const mentions: Mentions = { named: 0, bare: 0 }
  for (const { file, calls } of facts.modules) {
    if (calls && !mayHaveName(calls, name)) continue
    const { text } = file
    // Where another function of the name is defined, that one is meant.
    if (owner === name && file !== home && text.includes(`\ndef ${name}(`)) continue
    for (let at = text.indexOf(`${name}(`); at >= 0; at = text.indexOf(`${name}(`, at + 1)) {
      if (before.test(text[at - 1] ?? '') || /(?:def|class)\s+$/.test(text.slice(Math.max(0, at - 8), at))) continue
      if (argumentsAt(text, at + name.length).includes(`${keyword}=`)) mentions.named++
      else mentions.bare++
    }
  }
  return mentions
}

/** From an opening bracket to the one that closes it; brackets in strings are rare enough to count. */
function argumentsAt(text: string, open: number): string {
  let depth = 0
  const last = Math.min(text.length, open + ARGUMENTS_LIMIT)
  for (let at = open; at < last; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return text.slice(open, at)
  }
  return text.slice(open, last)
}
