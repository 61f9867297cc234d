import { mappingsOf } from '../../data/walk.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { sumFacts } from '../../sum-facts.ts'
import { podFacts } from './pod.ts'

export const format = {
  name: 'kubernetes',
  specification: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  // A template of Helm becomes YAML only when it is rendered.
  recognises: (path, text) =>
    /\.ya?ml$/.test(path) && /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !isHelmTemplate(path, text),
  read,
} satisfies Format

function isHelmTemplate(path: string, text: string): boolean {
  return /^[ \t]*\{\{/m.test(text) || (path.includes('templates/') && text.includes('{{'))
}

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  return sumFacts([...documents.flatMap(mappingsOf).flatMap((mapping) => podFacts(file, mapping)), { unread }])
}
