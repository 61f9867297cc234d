/** What code does with the setting of a configuration that it reads by its key. */
import type { AssignmentSeen, DecisionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { unparse, unparseStatement } from '../../trace/unparse.ts'
import { fallbacksOf } from './falls-back.ts'
import { options } from '../../trace/value.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { isLive, seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** `config["device"]`, `config.device`, `config.get("device")`, `os.getenv("DEVICE")`, and a device or text that is made of one. */
function keyReadBy(node: Expression | undefined): string | undefined {
  if (node?.kind === 'attribute') return node.name
  if (node?.kind === 'subscript') return textOf(node.index[0])
  if (node?.kind !== 'call') return undefined
  const [first] = node.arguments
  const name = node.callee.kind === 'attribute' ? node.callee.name : node.callee.kind === 'name' ? node.callee.id : ''
  return (LOOKUPS.test(name) ? textOf(first?.value) : undefined) ?? keyReadBy(first?.value)
}

/** What looks a setting up by its name: methods of tables, and functions for variables of the environment. */
const LOOKUPS = /^(?:get|getenv|config|env|str)$/

function textOf(node: Expression | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined
}

/** The keys of what something is put on: `model.to(config["hardware"])`, also by a name that is given nothing else. */
export const keysOfDevices = memoized((context: AuditContext): ReadonlySet<string> => {
  const used = seen(context, 'call', '.to', 'torch.device').flatMap((call) => {
    const [device] = call.positional
    const isOpen = device && options(device.value).some(({ kind }) => kind === 'unknown')
    if (!isOpen || !isLive(call) || call.callee) return []
    return { module: call.module, node: device.argument.value, name: unparse(device.argument.value) }
  })
  const assigned = assignmentsTo(new Set(used.map(({ name }) => name)), context)
  const keys = used.flatMap(({ module, node, name }) => {
    const [given, ...others] = assigned.get(inModule(module, name)) ?? assigned.get(name) ?? []
    if (given) return (others.length === 0 && keyReadBy(given.node.value)) || []
    return node.kind === 'name' ? node.id : (keyReadBy(node) ?? [])
  })
  return new Set(keys)
})

/** What gives something to the variables and attributes of some names: by module and name, and by the name of what other modules import. */
function assignmentsTo(
  names: ReadonlySet<string>,
  context: AuditContext,
): ReadonlyMap<string, readonly AssignmentSeen[]> {
  const lastNames = new Set([...names].map((name) => name.slice(name.lastIndexOf('.') + 1)))
  const given = seen(context, 'assignment').flatMap((assignment) =>
    assignment.node.targets.flatMap((target) => {
      if (target.kind === 'attribute' ? !lastNames.has(target.name) : target.kind === 'name' && !names.has(target.id))
        return []
      const name = unparse(target)
      const isShared = target.kind === 'name' && !assignment.function
      return [inModule(assignment.module, name), ...(isShared ? [name] : [])].map((key) => ({ assignment, key }))
    }),
  )
  return new Map([...groupBy(given, ({ key }) => key)].map(([key, all]) => [key, all.map((each) => each.assignment)]))
}

function inModule({ path }: Module, name: string): string {
  return `${path}\0${name}`
}

/** What is given the setting of a key, by the key. */
const givenByKey = memoized((context: AuditContext): ReadonlyMap<string | undefined, readonly AssignmentSeen[]> =>
  groupBy(seen(context, 'assignment'), ({ node }) => keyReadBy(node.value)),
)

const fallbacks = memoized(fallbacksOf)

/** The decisions by which something else is taken for a setting where there is no CUDA. */
export function fallbacksFor(key: string, context: AuditContext): readonly DecisionSeen[] {
  return fallbacksByKey(context)(key)
}

/** Many files may have a key, which is asked about once. */
const fallbacksByKey = memoized((context: AuditContext) => {
  const known = new Map<string, readonly DecisionSeen[]>()
  return (key: string) => {
    const found = known.get(key) ?? fallbacksOfKey(key, context)
    known.set(key, found)
    return found
  }
})

function fallbacksOfKey(key: string, context: AuditContext): readonly DecisionSeen[] {
  const names = (givenByKey(context).get(key) ?? []).flatMap(({ node, module }) =>
    node.targets.map((target) => ({ module, name: target.kind === 'attribute' ? target.name : unparse(target) })),
  )
  const own = (fallbacks(context).get(key) ?? []).filter(
    (decision) => readsOffAnother(decision, key) || isHandedTo(decision, key, context),
  )
  const given = names.flatMap(({ module, name }) =>
    (fallbacks(context).get(name) ?? []).filter((decision) => decision.module === module),
  )
  return [...own, ...given].filter(asksForMachine)
}

/** `if device is None` asks what was given, and not what there is. */
function asksForMachine({ test }: DecisionSeen): boolean {
  return /cuda|available|device_count/i.test(unparse(test))
}

/** Whether a setting is read or set within a decision as one: `config.device`, `config["device"]`. */
function readsOffAnother({ node }: DecisionSeen, key: string): boolean {
  const text = node.kind === 'if' ? unparseStatement(node) : node.kind === 'conditional' ? unparse(node) : ''
  return [`['${key}']`, `.get('${key}'`].some((read) => text.includes(read)) || attributesIn(text).has(key)
}

function attributesIn(text: string): ReadonlySet<string | undefined> {
  return new Set(Array.from(text.matchAll(/(?<!\btorch)\.(\w+)/g), ([, name]) => name))
}

/** Whether the function that decides is given the setting where it is called. */
function isHandedTo({ function: around }: DecisionSeen, key: string, context: AuditContext): boolean {
  if (!around) return false
  return seen(context, 'call', (name) => name === '').some(
    ({ callee, positional, keywords }) =>
      callee?.kind === 'function' &&
      callee.function === around &&
      [...positional, ...keywords.values()].some(({ argument }) => keyReadBy(argument.value) === key),
  )
}

/** Whether a decision takes Metal where there is some. */
export function givesMetal({ node }: DecisionSeen): boolean {
  const given =
    node.kind === 'if'
      ? node.branches.flatMap(({ body }) =>
          body.flatMap((each) => (each.kind === 'assignment' ? (each.value ?? []) : [])),
        )
      : node.kind === 'conditional'
        ? [node]
        : []
  return given.some((value) => /\bmps\b/.test(unparse(value)))
}
