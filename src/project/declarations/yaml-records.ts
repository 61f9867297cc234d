import type { TextFile } from '../text-file.ts'
import { outline } from './yaml-outline.ts'

/** An item of a list of mappings, with its scalars. */
export interface YamlRecord {
  /** 1-based line on which it begins. */
  readonly line: number
  readonly fields: ReadonlyMap<string, string>
}

/** The items of the list under a key of the root, in a YAML file that a machine wrote. */
export function recordsUnder(file: TextFile, root: string): readonly YamlRecord[] {
  const records: { readonly line: number; readonly indent: number; readonly fields: Map<string, string> }[] = []
  let inside = false
  for (const { line, indent, isItem, key, text } of outline(file)) {
    const current = records.at(-1)
    if (indent === 0) inside = key === root
    else if (inside && isItem && indent <= (current?.indent ?? indent))
      records.push({ line, indent, fields: new Map([[key, text]]) })
    else if (inside && !isItem && indent === current?.indent) current.fields.set(key, text)
  }
  return records
}
