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

/** Writes into `scope` what holds after one of several branches has run; `exhaustive` when one of them surely has. */
export function merge(scope: Scope, branches: readonly Scope[], exhaustive: boolean): void {
  const changed = new Set(branches.flatMap((branch) => [...branch.names.keys()]))
  for (const name of changed) {
    const before = lookUp(scope, name)
    const values = branches.map((branch) => branch.names.get(name) ?? before ?? UNKNOWN)
    if (!exhaustive && before) values.push(before)
    scope.names.set(name, join(values))
  }
}
