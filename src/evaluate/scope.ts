import { join, UNKNOWN, type Value } from '../trace/value.ts'

/** Names of a module, function or branch. A branch's own layer is merged into its parent when the branch ends. */
export interface Scope {
  readonly names: Map<string, Value>
  readonly parent?: Scope
  /** Set for the layer of a branch, whose parent is the same function's. */
  readonly branch?: boolean
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let layer: Scope | undefined = scope; layer; layer = layer.parent) {
    const value = layer.names.get(name)
    if (value) return value
  }
  return undefined
}

export function assign(scope: Scope, name: string, value: Value): void {
  scope.names.set(name, value)
}

export function branchOf(scope: Scope): Scope {
  return { names: new Map(), parent: scope, branch: true }
}

/** What branches give to one name, in the order of the branches. */
interface Given {
  readonly values: Value[]
  /** How many branches give it something; the others leave what was there before. */
  branches: number
  /** Whether `values` has what was there before, which counts once. */
  hasBefore: boolean
}

/** Writes into `scope` what holds after one of several branches has run; `exhaustive` when one of them surely has. */
export function merge(scope: Scope, branches: readonly Scope[], exhaustive: boolean): void {
  const changed = new Map<string, Given>()
  for (const [index, { names }] of branches.entries()) {
    for (const [name, value] of names) {
      let given = changed.get(name)
      if (!given) changed.set(name, (given = { values: [], branches: 0, hasBefore: false }))
      const before = given.branches < index ? lookUp(scope, name) : undefined
      if (given.branches < index && (before || !isImported(value))) addBefore(given, before)
      given.values.push(value)
      given.branches++
    }
  }
  for (const [name, given] of changed) {
    const before = lookUp(scope, name)
    if (given.branches < branches.length ? before || !given.values.every(isImported) : !exhaustive && before)
      addBefore(given, before)
    scope.names.set(name, join(given.values))
  }
}

/** A name that is imported in some branches alone, and nowhere before, was imported wherever it is used. */
function isImported({ kind }: Value): boolean {
  return kind === 'external' || kind === 'module'
}

function addBefore(given: Given, before: Value | undefined): void {
  if (!given.hasBefore) given.values.push(before ?? UNKNOWN)
  given.hasBefore = true
}
