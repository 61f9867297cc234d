import { textAt, type Placed } from '../placed.ts'

/** Whether a package is the project itself or a member of its workspace, which a lock lists but does not fix. */
export function isMember(table: Placed): boolean {
  return textAt(table, 'source', 'editable') !== undefined || textAt(table, 'source', 'virtual') !== undefined
}

/** The registry, address or path that a package comes from. */
export function originOf(table: Placed): string | undefined {
  const git = textAt(table, 'source', 'git')
  if (git !== undefined) return `git+${git}`
  const kinds = ['registry', 'url', 'path', 'directory']
  return kinds.map((kind) => textAt(table, 'source', kind)).find((origin) => origin !== undefined)
}
