/** Whether a program that chooses Metal by itself still comes to what an option says by default. */
import type { CallSeen, ComparisonSeen, OptionSeen } from '../../../trace/observation.ts'
import { deviceName, options, UNKNOWN, type Value } from '../../../trace/value.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { choosersOf, choosesMetal } from '../../devices/traits.ts'
import { memoized } from '../../memoized.ts'
import { groupBy } from '../../group-by.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { originsOf } from '../../observations/written-sites.ts'
import type { AuditContext } from '../../rule.ts'

type Use = CallSeen | ComparisonSeen

/**
 * `--device` is CUDA by default, and the program takes `"mps" if torch.backends.mps.is_available() else args.device`: nothing on
 * a Mac is given that default. True where the program chooses nothing of the kind, or something is given it all the same.
 */
export function isPutToUse(option: OptionSeen, context: AuditContext): boolean {
  if (!choosersOf(context.index).has(option.module)) return true
  const followed = originsOf(option.default ?? UNKNOWN).flatMap(
    ({ module, at }) => context.trace.uses.get(module)?.get(at) ?? [],
  )
  const byName = usesByName(context).get(option.name) ?? []
  return [...followed, ...byName].some((use) => isLive(use) && use.node !== option.node && !isAnswered(use, context))
}

/** Whether what a device is handed to, or what compares it, takes Metal in its place. */
function isAnswered(use: Use, context: AuditContext): boolean {
  const choosing = choosingFunctions(context)
  if (use.kind === 'call') return use.callee?.kind === 'function' && choosing.has(use.callee.function)
  return use.function !== undefined && choosing.has(use.function)
}

const choosingFunctions = memoized((context: AuditContext): ReadonlySet<TracedFunction> => {
  const choosing = seen(context, 'decision').filter((decision) => isLive(decision) && choosesMetal(decision))
  return new Set(choosing.flatMap(({ function: around }) => around ?? []))
})

/** What is given `args.device`, of which is not known what it is, or compares that, by the name of the attribute. */
const usesByName = memoized((context: AuditContext): ReadonlyMap<string, readonly Use[]> => {
  const calls = seen(context, 'call', /^/).flatMap((use) =>
    [...use.positional, ...use.keywords.values()].flatMap(({ argument, value }) => named(argument.value, value, use)),
  )
  const comparisons = seen(context, 'comparison').flatMap((use) => named(use.node.left, use.left, use))
  const grouped = groupBy([...calls, ...comparisons], ({ name }) => name)
  return new Map([...grouped].map(([name, uses]) => [name, uses.map(({ use }) => use)]))
})

function named(node: Expression, value: Value, use: Use): readonly { readonly name: string; readonly use: Use }[] {
  if (node.kind !== 'attribute') return []
  const mayBeIt = options(value).some((option) => option.kind === 'unknown' || deviceName(option) === 'cuda')
  return mayBeIt ? [{ name: node.name, use }] : []
}
