import { readJson } from '../../data/json.ts'
import { entriesOf, member, scalarsOf, type Value } from '../../data/value.ts'
import type { ContainerFact, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { environmentOf } from '../environment.ts'
import { entryOf, gpuEntry, gpuScalar, imageOf } from '../images.ts'
import { wordsFacts } from '../scripts.ts'
import { sumFacts } from '../../sum-facts.ts'

const LIFECYCLE = [
  'initializeCommand',
  'onCreateCommand',
  'updateContentCommand',
  'postCreateCommand',
  'postStartCommand',
  'postAttachCommand',
]

export const format = {
  name: 'devcontainer',
  specification: 'https://containers.dev/implementors/json_reference/',
  recognises: (path) => /(?:^|\/)\.?devcontainer\.json$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readJson(file)
  return sumFacts([
    ...documents.flatMap((root) => [{ containers: containerFacts(file, root) }, ...lifecycle(file, root)]),
    { unread },
  ])
}

function containerFacts(file: TextFile, root: Value): ContainerFact[] {
  const gpu = entryOf(member(root, 'hostRequirements'), 'gpu')
  const wanted = gpu && !(gpu.value.kind === 'scalar' && gpu.value.value === false)
  return [
    ...imageOf(file, member(root, 'image')),
    ...environmentOf(file, member(root, 'containerEnv')),
    ...environmentOf(file, member(root, 'remoteEnv')),
    ...(wanted ? [gpuEntry(file, 'setting', gpu)] : []),
    ...entriesOf(member(root, 'features'))
      .filter(({ key }) => /cuda|nvidia/i.test(key))
      .map((entry) => gpuEntry(file, 'setting', entry)),
    ...scalarsOf(member(root, 'runArgs'))
      .filter(({ text }) => /^--gpus|nvidia/.test(text))
      .map((flag) => gpuScalar(file, 'flag', flag)),
  ]
}

/** A lifecycle command is shell text, a list of words, or a mapping of several of either. */
function lifecycle(file: TextFile, root: Value): FileFacts[] {
  return LIFECYCLE.flatMap((name) => {
    const command = member(root, name)
    const commands = command?.kind === 'mapping' ? command.entries.map(({ value }) => value) : [command]
    return commands.map((value) => wordsFacts(file, value, 'manifest'))
  })
}
