import { scriptFacts } from '../../containers/scripts.ts'
import { entriesOf, itemsOf, member, type Entry, type Value } from '../../data/value.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { sumFacts } from '../../sum-facts.ts'
import { ofTask } from '../of-task.ts'
import { siteAt, type TextFile } from '../../text-file.ts'

export const format = {
  name: 'taskfile',
  specification: 'https://taskfile.dev/docs/reference/schema',
  recognises: (path) => /(?:^|\/)taskfile(?:\.dist)?\.ya?ml$/i.test(path),
  read,
} satisfies Format

/** What each task runs, and the variables that it or the file sets. */
function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  const parts = documents.flatMap((root) => [
    variables(file, root),
    ...entriesOf(member(root, 'tasks')).map(({ key, value }) => {
      const facts = taskFacts(file, value)
      return { ...facts, commands: ofTask(facts.commands, key) }
    }),
  ])
  return sumFacts([...parts, { unread }])
}

/** A task may be one command, a list of them, or a table with either. */
function taskFacts(file: TextFile, task: Value): FileFacts {
  const listed = task.kind === 'mapping' ? [member(task, 'cmd'), member(task, 'cmds')] : [task]
  const commands = listed.flatMap((value) => (value?.kind === 'list' ? itemsOf(value) : (value ?? [])))
  return sumFacts([
    variables(file, task),
    ...commands.map((command) => scriptFacts(file, asShell(member(command, 'cmd') ?? command), 'task')),
  ])
}

function variables(file: TextFile, table: Value): FileFacts {
  const entries = ['vars', 'env'].flatMap((key) => entriesOf(member(table, key)))
  return { commands: entries.flatMap((entry) => variableOf(file, entry)) }
}

function variableOf(file: TextFile, { key, keyAt, value }: Entry): FileFacts['commands'] & object {
  if (value.kind !== 'scalar') return []
  const words = [`${key}=${withVariables(value.text)}`]
  return [{ words, origin: 'task', site: siteAt(file, keyAt, value.end) }]
}

function asShell(value: Value): Value {
  return value.kind === 'scalar' ? { ...value, text: withVariables(value.text) } : value
}

/** `{{.DEVICE}}` as a shell writes it. */
function withVariables(text: string): string {
  return text.replace(/\{\{[ \t]*\.([A-Za-z_]\w*)[ \t]*\}\}/g, '${$1}')
}
