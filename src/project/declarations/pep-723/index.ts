import type { FileFacts } from '../../facts.ts'
import { lineStarts, type TextFile } from '../../text-file.ts'
import { valueAt, entryAt } from '../placed.ts'
import { bind, bindingsOf } from '../pyproject-toml/bindings.ts'
import { requirements } from '../pyproject-toml/project.ts'
import { readUv } from '../pyproject-toml/uv.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readToml } from '../toml.ts'

const FORMAT = 'pep-723'
/** The metadata stands at the top of a script by custom; further down, looking for it would only cost time. */
const LINES_SEARCHED = 2000

const OPENING = /^# \/\/\/ script[ \t]*$/
const CLOSING = /^# \/\/\/[ \t]*$/
const CONTENT = /^#(?: .*)?$/

/** What a script declares about itself in a comment that begins with `# /// script`, as PEP 723 says. */
export function declarationsOfScript(file: TextFile): FileFacts {
  const metadata = metadataOf(file)
  if (metadata === undefined) return {}
  const { root, unread } = readToml({ path: file.path, text: metadata })
  const declared = requirements({ file, format: FORMAT, scope: 'runtime' }, valueAt(root, 'dependencies'))
  const names = new Set(declared.declarations?.map((declaration) => declaration.name))
  const bindings = bindingsOf(file, root, names)
  const declarations = declared.declarations?.flatMap((one) => bind(one, bindings.get(one.name) ?? [])) ?? []
  return sumFacts([
    { ...declared, declarations },
    pythonOf(file, entryAt(root, 'requires-python')),
    readUv({ file, format: FORMAT, root }, bindings),
    { unread },
  ])
}

/** The block's TOML where it stands: all else is blanked out, so that offsets remain those of the file. */
function metadataOf(file: TextFile): string | undefined {
  if (!file.text.includes('# /// script')) return undefined
  const starts = [...lineStarts(file).subarray(0, LINES_SEARCHED)]
  const lines = starts.map((start, index) => file.text.slice(start, starts[index + 1]))
  const bare = lines.map((line) => line.replace(/[\r\n]+$/, ''))
  const opening = bare.findIndex((line) => OPENING.test(line))
  if (opening === -1) return undefined
  const broken = bare.findIndex((line, index) => index > opening && !CONTENT.test(line))
  const closing = bare.slice(0, broken === -1 ? undefined : broken).findLastIndex((line) => CLOSING.test(line))
  if (closing <= opening) return undefined
  return lines
    .slice(0, closing)
    .map((line, index) => (index > opening ? line.replace(/^# ?/, blank) : blank(line)))
    .join('')
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}
