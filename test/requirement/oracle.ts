import { readFileSync } from 'node:fs'

/** What Python's `packaging` made of the cases; recorded by record-oracle.py. */
export interface Oracle {
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly requirements: Readonly<Record<string, RecordedRequirement | null>>
  readonly markers: Readonly<Record<string, Outcomes | null>>
  readonly versions: readonly string[]
  /** Those of `versions` that a specifier admits. */
  readonly specifiers: Readonly<Record<string, readonly string[] | null>>
}
export interface RecordedRequirement {
  readonly name: string
  readonly rawName: string
  readonly extras: readonly string[]
  readonly specifier: readonly string[]
  readonly url: string | null
  readonly marker: Outcomes | null
}
/** By the environment's name; null where `packaging` raises. */
export type Outcomes = Readonly<Record<string, boolean | null>>

export const oracle: Oracle = JSON.parse(readFileSync(new URL('oracle.json', import.meta.url), 'utf8'))
