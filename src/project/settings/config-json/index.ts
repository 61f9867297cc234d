import { readJson } from '../../data/json.ts'
import { leavesOf } from '../../data/walk.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { mayBeConfiguration } from '../candidate.ts'
import { settingsOf } from '../settings-of.ts'

export const format = {
  name: 'config-json',
  specification: 'https://www.rfc-editor.org/rfc/rfc8259',
  // A list at the root is a table of data, not a configuration.
  recognises: (path, text) => /\.jsonc?$/i.test(path) && /^\s*(?:\{|\/)/.test(text) && mayBeConfiguration(path, text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readJson(file)
  return { settings: documents.flatMap((root) => settingsOf(file, leavesOf(root))), unread }
}
