import { readJson } from '../../data/json.ts'
import { entriesOf, itemsOf, member, scalarsOf, textOf, type Value } from '../../data/value.ts'
import type { Command, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { siteAt, type TextFile } from '../../text-file.ts'

export const format = {
  name: 'vscode',
  specification: 'https://code.visualstudio.com/docs/debugtest/debugging-configuration',
  recognises: (path) => /(?:^|\/)\.vscode\/(?:launch|tasks)\.json$/.test(path),
  read,
} satisfies Format

/** What the editor starts: programs to be debugged, and tasks. */
function read(file: TextFile): FileFacts {
  const { documents, unread } = readJson(file)
  const started = documents.flatMap((root) =>
    ['configurations', 'tasks'].flatMap((key) => itemsOf(member(root, key)).flatMap((each) => commandsOf(file, each))),
  )
  return { commands: started, unread }
}

function commandsOf(file: TextFile, started: Value): readonly Command[] {
  const program = textOf(member(started, 'program'))
  const module = textOf(member(started, 'module'))
  const command = textOf(member(started, 'command'))
  const begin =
    program !== undefined
      ? ['python', fromRoot(program)]
      : module !== undefined
        ? ['python', '-m', module]
        : wordsIn(command ?? '')
  const args = member(started, 'args')
  // Options may be one text; what is asked for while it starts is not known.
  const given = args?.kind === 'scalar' ? wordsIn(args.text) : scalarsOf(args).map(({ text }) => text)
  const { at, end } = args ?? member(started, 'command') ?? started
  const site = siteAt(file, at, end)
  const variables = entriesOf(member(started, 'env')).map(({ key, keyAt, value }): Command => ({
    words: [`${key}=${textOf(value) ?? ''}`],
    origin: 'task',
    site: siteAt(file, keyAt, value.end),
  }))
  const name = textOf(member(started, 'name')) ?? textOf(member(started, 'label')) ?? ''
  const words = [...begin, ...given]
  return begin.length === 0 ? variables : [...variables, { words, origin: 'task', task: name, site }]
}

function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** A path without the folder that is open in the editor. */
function fromRoot(path: string): string {
  return path.replace(/^\$\{workspaceFolder(?::[^}]*)?\}\//, '')
}
