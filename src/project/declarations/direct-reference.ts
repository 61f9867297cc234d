import { textAt, type Placed } from './placed.ts'

/** Where a dependency written as a table comes from when not from an index: as pip would write it, or a local path. */
export function directReference(table: Placed): string | undefined {
  const git = textAt(table, 'git')
  const revision = textAt(table, 'rev') ?? textAt(table, 'tag') ?? textAt(table, 'branch') ?? textAt(table, 'ref')
  if (git !== undefined) return `git+${git}${revision === undefined ? '' : `@${revision}`}`
  return textAt(table, 'url') ?? textAt(table, 'file') ?? textAt(table, 'path')
}
