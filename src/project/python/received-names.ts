import type { PythonCode } from './module.ts'
import type { Import, ImportFrom } from './tree.ts'

/**
 * The names, by the path of a module, under which it imports values that others hand on. Modules are told apart by the last
 * part of their name: that is enough to know what to read for, and the evaluation looks closer.
 */
export function receivedNames(code: readonly PythonCode[]): ReadonlyMap<string, ReadonlySet<string>> {
  const handed = handedByModule(code)
  const received = new Map<string, ReadonlySet<string>>()
  if (handed.size === 0) return received
  for (const { module, imports } of code) {
    const names = new Set(imports.flatMap((statement) => namesFrom(statement, handed)))
    if (names.size > 0) received.set(module.path, names)
  }
  return received
}

type Handed = ReadonlyMap<string, ReadonlySet<string>>

function handedByModule(code: readonly PythonCode[]): Handed {
  const handed = new Map<string, Set<string>>()
  for (const { module } of code) {
    if (module.hands.length === 0) continue
    const part = lastPart(module.name)
    const known = handed.get(part) ?? new Set()
    for (const name of module.hands) known.add(name)
    handed.set(part, known)
  }
  return handed
}

function namesFrom(statement: Import | ImportFrom, handed: Handed): readonly string[] {
  if (statement.kind === 'import') return statement.names.flatMap(({ module }) => all(handed.get(lastPart(module))))
  const own = handed.get(lastPart(statement.module))
  return statement.names.flatMap(({ name, alias }) => {
    if (name === '*') return all(own)
    // What is imported may be a module: `from . import settings`.
    if (own?.has(name)) return [alias ?? name]
    return own?.has(`${name}(`) ? [`${alias ?? name}(`] : all(handed.get(name))
  })
}

function all(names: ReadonlySet<string> | undefined): readonly string[] {
  return names ? [...names] : []
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
