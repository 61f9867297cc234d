import type { CallSeen } from '../../evaluate/observation.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { inModule } from '../destination.ts'

/** Names of the table by the name before the options in brackets, made once for each table. */
const tables = new WeakMap<object, ReadonlyMap<string, readonly string[]>>()

/**
 * The names under which the table of operators may know a call, the most particular first: `interpolate(mode='bicubic')`
 * before `interpolate`.
 */
export function variantsOf(call: CallSeen, { operators }: Knowledge): readonly string[] {
  const base = baseName(call)
  if (base === undefined) return []
  let table = tables.get(operators)
  if (!table) {
    table = grouped(Object.keys(operators.python))
    tables.set(operators, table)
  }
  const names = table.get(base) ?? []
  const fitting = names.filter((name) => name === base || optionsOf(name).every((option) => isGiven(call, option)))
  return fitting.toSorted((a, b) => b.length - a.length)
}

/** Methods that NumPy, pandas and containers have too: only on what is known to be a tensor. */
const SHARED =
  /^(take|put|mode|median|round|sort|argsort|cumsum|cumprod|trace|dot|repeat|nonzero|unique|resize|histogram)$/

function baseName({ name, receiver, ...call }: CallSeen): string | undefined {
  if (!name.startsWith('.')) return name.startsWith('torch.') ? name : undefined
  const method = name.slice(1)
  if (receiver?.kind === 'tensor') return receiver.library === 'torch' ? `torch.Tensor.${method}` : undefined
  const isUnknown = receiver === undefined || receiver.kind === 'unknown'
  return isUnknown && !SHARED.test(method) && inModule({ name, ...call }) ? `torch.Tensor.${method}` : undefined
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

/** Whether a call gives an option: by name and value, by name alone (`max_norm`), or as an argument (`-1`, `nuc`). */
function isGiven(call: CallSeen, option: string): boolean {
  const [name = '', value] = option.split('=').map((part) => part.trim())
  const given = call.keywords.get(name)?.value
  if (value === undefined) {
    const isPassed = given !== undefined && !(given.kind === 'constant' && given.value === null)
    return (
      isPassed ||
      call.positional.some((passed) => passed.value.kind === 'constant' && String(passed.value.value) === name)
    )
  }
  if (given === undefined) return false
  // Any dimension goes the same way.
  if (name === 'dim') return !(given.kind === 'constant' && given.value === null)
  return given.kind === 'constant' && String(given.value).toLowerCase() === value.replaceAll("'", '').toLowerCase()
}
