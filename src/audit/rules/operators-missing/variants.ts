import type { CallSeen } from '../../../trace/observation.ts'
import type { Knowledge } from '../../../knowledge/knowledge.ts'
import { passesOption } from '../../observations/option-passed.ts'
import { operatorName } from '../../torch/operator-name.ts'

/** Names of the table by the name before the options in brackets, made once for each table. */
const tables = new WeakMap<object, ReadonlyMap<string, readonly string[]>>()

/**
 * The names under which the table of operators may know a call, the most particular first: `interpolate(mode='bicubic')`
 * before `interpolate`.
 */
export function variantsOf(call: CallSeen, isBackward: boolean, { operators }: Knowledge): readonly string[] {
  const base = operatorName(call)
  if (base === undefined) return []
  const own = isBackward ? operators.backward : operators.python
  let table = tables.get(own)
  if (!table) {
    table = grouped(Object.keys(own))
    tables.set(own, table)
  }
  const names = table.get(base) ?? []
  const fitting = names.filter((name) => name === base || optionsOf(name).every((option) => passesOption(call, option)))
  return fitting.toSorted((a, b) => b.length - a.length)
}

function grouped(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const base = name.replace(/\(.*$/, '')
    groups.set(base, [...(groups.get(base) ?? []), name])
  }
  return groups
}

/** The options in a name's brackets: `antialias=True, mode='bicubic'`. */
function optionsOf(name: string): readonly string[] {
  const inside = /\(([^()]*)\)$/.exec(name)?.[1] ?? ''
  return inside.split(',').map((option) => option.trim())
}
