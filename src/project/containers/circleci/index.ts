import { itemsOf, member, type Value } from '../../data/value.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { entriesNamed, gpuRunners } from '../ci-runner.ts'
import { environmentOf } from '../environment.ts'
import { imageOf } from '../images.ts'
import { scriptFacts } from '../scripts.ts'
import { sumFacts } from '../../sum-facts.ts'

const KEYS: ReadonlySet<string> = new Set(['run', 'docker', 'machine', 'resource_class', 'environment'])

export const format = {
  name: 'circleci',
  specification: 'https://circleci.com/docs/reference/configuration-reference/',
  recognises: (path) => /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  const entries = documents.flatMap((root) => entriesNamed(root, KEYS))
  return sumFacts([...entries.map(({ key, value }) => entryFacts(file, key, value)), { unread }])
}

function entryFacts(file: TextFile, key: string, value: Value): FileFacts {
  if (key === 'run') return scriptFacts(file, value.kind === 'mapping' ? member(value, 'command') : value, 'ci')
  if (key === 'environment') return { containers: environmentOf(file, value) }
  if (key === 'docker') return { containers: itemsOf(value).flatMap((image) => imageOf(file, member(image, 'image'))) }
  return { containers: gpuRunners(file, value) }
}
