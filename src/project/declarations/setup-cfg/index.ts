import type { Scope } from '../../../report/report.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { formatClauses, parseSpecifier } from '../../requirement/specifier.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { consoleScript } from '../console-script.ts'
import { distributionNamed } from '../distribution.ts'
import { refused, scopeOfGroup, shown, type Part } from '../part.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readUnderstood, withoutPlace } from '../understood.ts'
import { readIni, type IniLine, type IniValue } from './ini.ts'

export const format = {
  name: 'setup-cfg',
  specification: 'https://setuptools.pypa.io/en/latest/userguide/declarative_config.html',
  recognises: (path) => /(?:^|\/)setup\.cfg$/.test(path),
  read,
} satisfies Format

/** Keys of `[options]` that hold requirements, in the spelling with underscores. */
const SCOPES = new Map<string, Scope>([
  ['install_requires', 'runtime'],
  ['setup_requires', 'build'],
  ['tests_require', 'development'],
])

/** Files that a value names instead of requirements; they are read as files of their own. */
const FILE_DIRECTIVE = /^file\s*:/

function read(file: TextFile): FileFacts {
  return sumFacts(readIni(file).map((value) => readValue(file, value)))
}

function readValue(file: TextFile, value: IniValue): FileFacts {
  const part = { file, format: format.name }
  // setuptools takes dashes for underscores, and has warned about them since 2021.
  const key = value.key.replaceAll('-', '_')
  if (value.section === 'options.extras_require')
    return readRequirements({ ...part, scope: scopeOfGroup(value.key, 'optional'), group: value.key }, value)
  if (value.section === 'options.entry_points' && key === 'console_scripts') return readScripts(file, value)
  if (value.section === 'metadata' && key === 'name') return readName(file, value)
  if (value.section !== 'options') return {}
  if (key === 'python_requires') return readPython(file, value)
  const scope = SCOPES.get(key)
  return scope === undefined ? {} : readRequirements({ ...part, scope }, value)
}

function readRequirements(part: Part, { at: begin, lines }: IniValue): FileFacts {
  const isOneLine = lines.length === 1 && !/[\r\n]/.test(part.file.text.slice(begin, lines[0]?.at))
  const items = lines.flatMap((line) => (isOneLine ? bySemicolon(line) : line))
  return sumFacts(
    items.flatMap(({ at, text }) => {
      const requirement = text.replace(/(?:^|\s)#.*$/, '').trimEnd()
      if (requirement === '' || FILE_DIRECTIVE.test(requirement)) return []
      const facts = readUnderstood(part, requirement, { at, end: at + requirement.length }, '')
      return isOneLine ? withoutPlace(facts) : facts
    }),
  )
}

/** A value on one line lists its requirements between semicolons, which leaves no way to write a marker. */
function bySemicolon({ at, text }: IniLine): readonly IniLine[] {
  let offset = at
  return text.split(';').map((piece) => {
    const start = offset + piece.length - piece.trimStart().length
    offset += piece.length + 1
    return { at: start, text: piece.trim() }
  })
}

/** One `name = package.module:function` a line. */
function readScripts(file: TextFile, { lines }: IniValue): FileFacts {
  return {
    consoleScripts: lines.flatMap(({ at, text }) => {
      const [name = '', target = ''] = text.split('=')
      return consoleScript(file, name.trim(), target, { at, end: at + text.length })
    }),
  }
}

function readName(file: TextFile, { at, end, lines }: IniValue): FileFacts {
  return distributionNamed(file, lines.map((line) => line.text).join(''), { at, end })
}

function readPython(file: TextFile, { at, end, lines }: IniValue): FileFacts {
  const text = lines.map((line) => line.text).join('')
  const clauses = parseSpecifier(text)
  if (clauses === undefined) return refused(file, { at }, `${shown(text)} is not a version constraint`)
  return { pythons: [{ specifier: formatClauses(clauses), site: siteAt(file, at, end) }] }
}
