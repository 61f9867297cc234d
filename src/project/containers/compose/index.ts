import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { sumFacts } from '../../sum-facts.ts'
import { servicesOf } from './service.ts'

export const format = {
  name: 'compose',
  specification: 'https://github.com/compose-spec/compose-spec/blob/main/spec.md',
  recognises: (path) => /(?:^|\/)(?:[\w.-]*[-_])?compose[\w.-]*\.ya?ml$/i.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  return sumFacts([...documents.flatMap((document) => servicesOf(file, document)), { unread }])
}
