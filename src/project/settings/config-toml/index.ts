import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { mayBeConfiguration } from '../candidate.ts'
import { settingsOf } from '../settings-of.ts'
import { readToml } from './toml.ts'

export const format = {
  name: 'config-toml',
  specification: 'https://toml.io/en/v1.0.0',
  recognises: (path, text) => /\.toml$/i.test(path) && mayBeConfiguration(path, text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { leaves, unread } = readToml(file)
  return { settings: settingsOf(file, leaves), unread }
}
