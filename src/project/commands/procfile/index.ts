import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { commandsOf } from '../commands-of.ts'
import { gpuFlagsOf } from '../gpu-flags.ts'
import { placeAt } from '../place.ts'

/** Most kinds of processes that are read: a project has a handful. */
const MAX_PROCESSES = 100
const PROCESS = /^[\w-]{1,60}:[ \t]*/gm

export const format = {
  name: 'procfile',
  specification: 'https://devcenter.heroku.com/articles/procfile',
  recognises: (path) => /(?:^|\/)Procfile(?:\.[\w-]+)?$/.test(path),
  read,
} satisfies Format

/** The command behind the name of each kind of process. */
function read(file: TextFile): FileFacts {
  const texts = [...file.text.matchAll(PROCESS)].slice(0, MAX_PROCESSES).map(({ 0: head, index }) => {
    const at = index + head.length
    const end = file.text.indexOf('\n', at)
    return commandsOf(file.text.slice(at, end < 0 ? undefined : end), placeAt(file, 'shell', at))
  })
  const commands = texts.flatMap((each) => each.commands)
  return { commands, unread: texts.flatMap(({ unread }) => unread), containers: commands.flatMap(gpuFlagsOf) }
}
