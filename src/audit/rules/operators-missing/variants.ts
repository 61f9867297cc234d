import type { CallSeen } from '../../../trace/observation.ts'
import type { Knowledge } from '../../../knowledge/knowledge.ts'
import { passesOption } from '../../observations/option-passed.ts'
import { memoized } from '../../memoized.ts'
import { operatorName, tableName } from '../../torch/operator-name.ts'

/** Names of a table by the name before the options in brackets. */
const byBase = memoized((table: Knowledge['operators']['python']): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>()
  for (const name of Object.keys(table)) {
    const base = name.replace(/\(.*$/, '')
    groups.set(base, [...(groups.get(base) ?? []), name])
  }
  return groups
})

/** Whether the table of operators knows calls of a name. */
export function hasVariants(name: string, isBackward: boolean, { operators }: Knowledge): boolean {
  return byBase(isBackward ? operators.backward : operators.python).has(tableName(name))
}

/**
 * The names under which the table of operators may know a call, the most particular first: `interpolate(mode='bicubic')`
 * before `interpolate`.
 */
export function variantsOf(call: CallSeen, isBackward: boolean, { operators }: Knowledge): readonly string[] {
  const base = operatorName(call)
  if (base === undefined) return []
  const names = byBase(isBackward ? operators.backward : operators.python).get(base) ?? []
  const fitting = names.filter((name) => name === base || optionsOf(name).every((option) => passesOption(call, option)))
  return fitting.toSorted((a, b) => b.length - a.length)
}

/** The options in a name's brackets: `antialias=True, mode='bicubic'`. */
export function optionsOf(name: string): readonly string[] {
  const inside = /\(([^()]*)\)$/.exec(name)?.[1] ?? ''
  return inside.split(',').map((option) => option.trim())
}
