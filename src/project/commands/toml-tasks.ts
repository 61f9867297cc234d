import { entriesOf, type Placed, type PlacedEntry, textAt, valueAt } from '../declarations/placed.ts'
import { scriptPlace } from '../data/script-place.ts'
import type { Command, FileFacts } from '../facts.ts'
import { sumFacts } from '../sum-facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import { commandsOf, commandsOfWords } from './commands-of.ts'
import { gpuFlagsOf } from './gpu-flags.ts'
import { ofTask } from './of-task.ts'
import { placeOf } from './place.ts'

/** Keys of a task that hold what is run: Poe, pixi, PDM, Rye and taskipy have some of them each. */
const RUN = ['cmd', 'shell', 'cmds', 'sequence', 'composite', 'chain']

/** How deep tasks within tasks are followed. */
const MAX_DEPTH = 4

/** The commands of a table of tasks in a manifest, each a text, a list, or a table with either. */
export function readTasks(file: TextFile, tasks: Placed | undefined): FileFacts {
  return sumFacts(
    entriesOf(tasks).map(({ key, value }) => {
      const facts = readTask(file, value, 0)
      return { ...facts, commands: ofTask(facts.commands, key) }
    }),
  )
}

function readTask(file: TextFile, task: Placed, depth: number): FileFacts {
  if (depth > MAX_DEPTH) return {}
  if (task.kind === 'scalar') return withGpuFlags(commandsOf(task.text, scriptPlace(file, task, 'task')).commands)
  if (task.kind === 'list') return sumFacts(task.items.map((item) => readTask(file, item, depth + 1)))
  const variables = entriesOf(valueAt(task, 'env')).flatMap((entry) => variableOf(file, entry))
  const run = RUN.map((key) => [key, valueAt(task, key)] as const)
  return sumFacts([
    { commands: variables },
    ...run.map(([key, value]): FileFacts => {
      if (value === undefined) return {}
      return key === 'cmd' && value.kind === 'list' ? readWords(file, value.items) : readTask(file, value, depth + 1)
    }),
  ])
}

/** One command as a list of its words. */
function readWords(file: TextFile, items: readonly Placed[]): FileFacts {
  const words = items.flatMap((item) => textAt(item) ?? [])
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last || words.length === 0) return {}
  return withGpuFlags(commandsOfWords(words, placeOf('task', siteAt(file, first.at, last.end))).commands)
}

function variableOf(file: TextFile, { key, value, at, end }: PlacedEntry): readonly Command[] {
  const text = textAt(value)
  return text === undefined ? [] : [{ words: [`${key}=${text}`], origin: 'task', site: siteAt(file, at, end) }]
}

function withGpuFlags(commands: readonly Command[]): FileFacts {
  return { commands, containers: commands.flatMap(gpuFlagsOf) }
}
