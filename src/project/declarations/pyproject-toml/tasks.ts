import { readTasks } from '../../commands/toml-tasks.ts'
import type { FileFacts } from '../../facts.ts'
import { entriesOf, valueAt } from '../placed.ts'
import { sumFacts } from '../../sum-facts.ts'
import type { Manifest } from './manifest.ts'

/** Where runners of tasks look for theirs. */
const TABLES = [
  ['poe', 'tasks'],
  ['pdm', 'scripts'],
  ['rye', 'scripts'],
  ['taskipy', 'tasks'],
] as const

/** The commands that developers start by name. */
export function readToolTasks({ file, root }: Manifest): FileFacts {
  const tool = valueAt(root, 'tool')
  return sumFacts([
    ...TABLES.map((path) => readTasks(file, valueAt(tool, ...path))),
    ...entriesOf(valueAt(tool, 'hatch', 'envs')).map(({ value }) => readTasks(file, valueAt(value, 'scripts'))),
  ])
}
