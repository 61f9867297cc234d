import { leavesOf } from '../../data/walk.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { mayBeConfiguration } from '../candidate.ts'
import { settingsOf } from '../settings-of.ts'

export const format = {
  name: 'config-yaml',
  specification: 'https://yaml.org/spec/1.2.2/',
  // Manifests of Kubernetes and environments of conda have readers of their own.
  recognises: (path, text) =>
    /\.ya?ml$/i.test(path) && !/^(?:apiVersion|dependencies):/m.test(text) && mayBeConfiguration(path, text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  // A list at the root is a table of data, not a configuration.
  const roots = documents.filter((document) => document.kind === 'mapping')
  return { settings: roots.flatMap((root) => settingsOf(file, leavesOf(root))), unread }
}
