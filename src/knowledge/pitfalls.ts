import { ge, lt, valid } from '@renovatebot/pep440'
import type { Knowledge, Pitfall } from './knowledge.ts'

/** By table: Python name -> its pitfalls. */
const tables = new WeakMap<object, ReadonlyMap<string, readonly Pitfall[]>>()

/**
 * The pitfalls of a Python name (`torch.gather`, `torch.Tensor.gather`) with a version of PyTorch on a version of macOS. A
 * version that is not known counts as the newest: what has no end holds.
 */
export function pitfallsOf(
  { pitfalls }: Knowledge,
  pythonName: string,
  torchVersion: string | undefined,
  macosVersion: string | undefined,
): readonly Pitfall[] {
  let table = tables.get(pitfalls)
  if (!table) {
    const names = [...new Set(pitfalls.flatMap(({ calls }) => calls))]
    table = new Map(names.map((name) => [name, pitfalls.filter(({ calls }) => calls.includes(name))]))
    tables.set(pitfalls, table)
  }
  return (table.get(pythonName) ?? []).filter(
    (pitfall) => isWithin(torchVersion, pitfall) && isWithin(macosVersion, pitfall.macos ?? {}),
  )
}

/** The pitfalls of a Python name with any version, for those who ask what there is to know of it. */
export function pitfallsNamed({ pitfalls }: Pick<Knowledge, 'pitfalls'>, pythonName: string): readonly Pitfall[] {
  return pitfalls.filter(({ calls }) => calls.includes(pythonName))
}

/** The pitfalls of all names with a version of PyTorch, on any macOS. */
export function pitfallsWith({ pitfalls }: Knowledge, torchVersion: string | undefined): readonly Pitfall[] {
  return pitfalls.filter((pitfall) => isWithin(torchVersion, pitfall))
}

/** Whether code can show that a call meets a pitfall: by a number type, an option, a view, or because all calls do. */
export function isShown({ when, environment, dtypes, layout, views, options, more }: Pitfall): boolean {
  return (
    when === undefined ||
    [environment, dtypes, layout, views, options, more].some((condition) => condition !== undefined)
  )
}

function isWithin(version: string | undefined, range: { readonly since?: string; readonly until?: string }): boolean {
  const { since, until } = range
  if (version === undefined || valid(version) === null) return until === undefined
  return (since === undefined || ge(version, since)) && (until === undefined || lt(version, until))
}
