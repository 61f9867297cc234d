/**
 * Tables grow by parts: a folder `<from>-<to>` has the rows of the outcomes with these numbers, a file a table. A part
 * appears by one rename, so that a reader sees all of it or nothing, and after a crash there is nothing to mend.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TableName } from './tables.ts'

/** The outcomes `from` to `to`, both included. */
export interface Part {
  readonly from: number
  readonly to: number
}

/** The parts in a folder, in order. One that is within another was merged into it, and is about to be deleted. */
export function partsIn(folder: string): { readonly parts: readonly Part[]; readonly merged: readonly Part[] } {
  const all = (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((name) => {
      const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(name) ?? []
      return from === undefined || to === undefined ? [] : [{ from: Number(from), to: Number(to) }]
    })
    .toSorted((left, right) => left.from - right.from || right.to - left.to)
  const parts: Part[] = []
  const merged: Part[] = []
  for (const part of all) (part.to <= (parts.at(-1)?.to ?? -1) ? merged : parts).push(part)
  return { parts, merged }
}

export function folderOf(folder: string, { from, to }: Part): string {
  return join(folder, `${from}-${to}`)
}

export function fileOf(folder: string, part: Part, table: TableName): string {
  return join(folderOf(folder, part), `${table}.parquet`)
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
