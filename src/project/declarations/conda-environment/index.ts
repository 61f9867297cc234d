import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { scopeOf } from '../alternate.ts'
import { settingsOf } from '../list-settings.ts'
import { indexAt } from '../package-indexes.ts'
import type { Part } from '../part.ts'
import { entryAt, itemsOf, scalarsOf, textAt, valueAt } from '../placed.ts'
import { limitUnread } from '../requirements-txt/limit-unread.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readYaml } from '../yaml.ts'
import { readDependency } from './dependency.ts'
import { isEnvironment } from './recognise.ts'

export const format = {
  name: 'conda-environment',
  specification: 'https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html',
  recognises: isEnvironment,
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { root, unread } = readYaml(file)
  const name = textAt(root, 'name')
  const part: Part = { file, format: format.name, scope: scopeOf(file.path), ...(name ? { group: name } : {}) }
  const channels = scalarsOf(valueAt(root, 'channels')).filter((channel) => channel.text !== 'nodefaults')
  return limitUnread(
    file,
    sumFacts([
      { indexes: channels.map((channel) => indexAt(file, channel.text, channel, { kind: 'channel' })) },
      ...itemsOf(valueAt(root, 'dependencies')).map((item) => readDependency(part, item)),
      settingsOf(file, ['platforms'], entryAt(root, 'platforms')),
      { unread },
    ]),
  )
}
