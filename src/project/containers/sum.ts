import type { FileFacts } from '../facts.ts'

/** The facts of several parts of one file, in their order. */
export function sum(parts: readonly FileFacts[]): FileFacts {
  return {
    declarations: parts.flatMap((part) => part.declarations ?? []),
    pythons: parts.flatMap((part) => part.pythons ?? []),
    containers: parts.flatMap((part) => part.containers ?? []),
    commands: parts.flatMap((part) => part.commands ?? []),
    unread: parts.flatMap((part) => part.unread ?? []),
  }
}
