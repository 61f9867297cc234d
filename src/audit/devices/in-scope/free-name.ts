import type { Module } from '../../../trace/trace.ts'
import { hasName } from '../../../trace/words.ts'

/** The first of some names that a module does not know yet. */
export function freeName({ words }: Module, names: readonly string[]): string | undefined {
  const known = [words.code, words.imports, words.functions, words.classes]
  return names.find((each) => known.every((own) => !hasName(own, each)))
}
