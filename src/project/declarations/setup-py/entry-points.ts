import type { Expression } from '../../python/tree.ts'
import type { FileFacts } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { consoleScript } from '../console-script.ts'
import type { Context } from './context.ts'
import { entriesOf } from './entries.ts'
import { type Text, textsOf } from './texts.ts'

const GROUP = 'console_scripts'

/** The commands of `entry_points`, which is a dictionary of lists, or one text in the form of an INI file. */
export function entryPoints(file: TextFile, value: Expression, context: Context): FileFacts {
  const groups = entriesOf(value, context)
  const texts =
    groups.length > 0
      ? groups.filter(({ key }) => key === GROUP).flatMap((group) => textsOf(group.value, context))
      : ofSection(textsOf(value, context))
  return {
    consoleScripts: texts.flatMap(({ text, at, end }) => {
      const [name = '', target = ''] = text.split('=')
      return consoleScript(file, name.trim(), target, { at, end })
    }),
  }
}

/** The lines of the section of commands. */
function ofSection(lines: readonly Text[]): readonly Text[] {
  const start = lines.findIndex(({ text }) => text === `[${GROUP}]`)
  if (start < 0) return []
  const end = lines.findIndex(({ text }, index) => index > start && text.startsWith('['))
  return lines.slice(start + 1, end < 0 ? undefined : end)
}
