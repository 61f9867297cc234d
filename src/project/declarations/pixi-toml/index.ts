import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { limitUnread } from '../requirements-txt/limit-unread.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readToml } from '../toml.ts'
import { readPixi } from './manifest.ts'

export const format = {
  name: 'pixi-toml',
  specification: 'https://pixi.sh/latest/reference/pixi_manifest/',
  recognises: (path) => /(?:^|\/)pixi\.toml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { root, unread } = readToml(file)
  return limitUnread(file, sumFacts([readPixi({ file, format: format.name, root, path: [] }), { unread }]))
}
