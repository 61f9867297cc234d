import type { Command } from '../facts.ts'

/** The commands of a target, recipe or task, with its name where it has one. */
export function ofTask(commands: readonly Command[] | undefined, task: string | undefined): readonly Command[] {
  if (commands === undefined || task === undefined) return commands ?? []
  return commands.map((command) => ({ ...command, task }))
}
