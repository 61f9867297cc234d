import { member, type Value } from '../../data/value.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { entriesNamed, gpuRunners } from '../ci-runner.ts'
import { environmentOf } from '../environment.ts'
import { imageOf } from '../images.ts'
import { scriptFacts } from '../scripts.ts'
import { sumFacts } from '../../sum-facts.ts'

const KEYS: ReadonlySet<string> = new Set(['script', 'bash', 'pool', 'container', 'variables', 'env'])

export const format = {
  name: 'azure-pipelines',
  specification: 'https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/',
  recognises: (path) =>
    /(?:^|\/)(?:azure-pipelines[\w.-]*|\.azure-pipelines\/(?:[\w.-]+\/)*[\w.-]+)\.ya?ml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  const entries = documents.flatMap((root) => entriesNamed(root, KEYS))
  return sumFacts([...entries.map(({ key, value }) => entryFacts(file, key, value)), { unread }])
}

function entryFacts(file: TextFile, key: string, value: Value): FileFacts {
  if (key === 'script' || key === 'bash') return withoutMacros(scriptFacts(file, value, 'ci'))
  if (key === 'container')
    return { containers: imageOf(file, value.kind === 'mapping' ? member(value, 'image') : value) }
  if (key === 'pool') return { containers: gpuRunners(file, value) }
  return { containers: environmentOf(file, value) }
}

/** `$(Build.SourcesDirectory)` is a variable here, though a shell would run it. */
function withoutMacros(facts: FileFacts): FileFacts {
  return {
    ...facts,
    commands: (facts.commands ?? []).filter(
      ({ words }) => words.length > 1 || !/^[A-Za-z_][\w.]*\.\w+$/.test(words[0] ?? ''),
    ),
  }
}
