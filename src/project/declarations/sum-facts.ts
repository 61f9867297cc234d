import type { FileFacts } from '../facts.ts'

/** The facts of several parts of one file, in their order. */
export function sumFacts(parts: readonly FileFacts[]): FileFacts {
  return {
    declarations: parts.flatMap((part) => part.declarations ?? []),
    locked: parts.flatMap((part) => part.locked ?? []),
    indexes: parts.flatMap((part) => part.indexes ?? []),
    pythons: parts.flatMap((part) => part.pythons ?? []),
    consoleScripts: parts.flatMap((part) => part.consoleScripts ?? []),
    settings: parts.flatMap((part) => part.settings ?? []),
    unread: parts.flatMap((part) => part.unread ?? []),
  }
}
