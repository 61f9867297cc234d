import type { FileFacts } from '../facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import { entriesOf, type Placed } from './placed.ts'

/** `package.module:function`, with extras that nobody needs any more. */
const TARGET = /^\s*([A-Za-z_][\w.]{0,200})\s*(?::|$)/

/** The commands of a table such as `[project.scripts]`. */
export function consoleScripts(file: TextFile, table: Placed | undefined): FileFacts {
  return {
    consoleScripts: entriesOf(table).flatMap(({ key, value, at, end }) =>
      value.kind === 'scalar' ? consoleScript(file, key, value.text, { at, end }) : [],
    ),
  }
}

/** A command by its name and what it calls; nothing where that names no module. */
export function consoleScript(
  file: TextFile,
  name: string,
  target: string,
  { at, end }: { readonly at: number; readonly end: number },
): NonNullable<FileFacts['consoleScripts']> {
  const module = TARGET.exec(target)?.[1]
  return module === undefined || name === '' ? [] : [{ name, module, site: siteAt(file, at, end) }]
}
