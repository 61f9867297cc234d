import type { FactLists, FileFacts } from './facts.ts'

/**
 * The facts of several parts of a file, or of several files, in their order.
 * This is the only sum of facts; its type refuses to leave a kind out.
 */
export function sumFacts(parts: readonly FileFacts[]): FactLists {
  return {
    declarations: parts.flatMap((part) => part.declarations ?? []),
    locked: parts.flatMap((part) => part.locked ?? []),
    indexes: parts.flatMap((part) => part.indexes ?? []),
    pythons: parts.flatMap((part) => part.pythons ?? []),
    distributions: parts.flatMap((part) => part.distributions ?? []),
    consoleScripts: parts.flatMap((part) => part.consoleScripts ?? []),
    containers: parts.flatMap((part) => part.containers ?? []),
    commands: parts.flatMap((part) => part.commands ?? []),
    instructions: parts.flatMap((part) => part.instructions ?? []),
    settings: parts.flatMap((part) => part.settings ?? []),
    kernels: parts.flatMap((part) => part.kernels ?? []),
    builds: parts.flatMap((part) => part.builds ?? []),
    unread: parts.flatMap((part) => part.unread ?? []),
  }
}
