/** What code does with the setting of a configuration that it reads by its key. */
import type { AssignmentSeen, DecisionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { unparse, unparseStatement } from '../../trace/unparse.ts'
import { fallbacksOf } from './falls-back.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { isLive, seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** `config["device"]`, `config.device`, `config.get("device")`, and a device or text that is made of one. */
function keyReadBy(node: Expression | undefined): string | undefined {
  if (node?.kind === 'attribute') return node.name
  if (node?.kind === 'subscript') return textOf(node.index[0])
  if (node?.kind !== 'call') return undefined
  const [first] = node.arguments
  const isLookup = node.callee.kind === 'attribute' && node.callee.name === 'get'
  return isLookup ? textOf(first?.value) : keyReadBy(first?.value)
}

function textOf(node: Expression | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined
}

/** The variables and attributes that are given something, by module and name. */
const assignmentsByName = memoized((context: AuditContext) => {
  const given = seen(context, 'assignment').flatMap((assignment) =>
    assignment.node.targets.flatMap((target) =>
      // By its name alone, too, as one that other modules import.
      [named(assignment.module, target), ...(target.kind === 'name' && !assignment.function ? [target.id] : [])].map(
        (name) => ({ assignment, name }),
      ),
    ),
  )
  return groupBy(given, ({ name }) => name)
})

function named({ path }: Module, node: Expression): string {
  return `${path}\0${unparse(node)}`
}

/** The keys of what something is put on: `model.to(config["hardware"])`, also by a name that is given nothing else. */
export const keysOfDevices = memoized((context: AuditContext): ReadonlySet<string> => {
  const used = seen(context, 'call', '.to', 'torch.device').filter((call) => isLive(call) && !call.callee)
  const keys = used.flatMap(({ positional: [device], module }) => {
    if (device?.value.kind !== 'unknown') return []
    const { value: node } = device.argument
    const known = assignmentsByName(context)
    const [given, ...others] = known.get(named(module, node)) ?? known.get(unparse(node)) ?? []
    if (given) return (others.length === 0 && keyReadBy(given.assignment.node.value)) || []
    return node.kind === 'name' ? node.id : (keyReadBy(node) ?? [])
  })
  return new Set(keys)
})

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
