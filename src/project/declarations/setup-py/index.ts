import type { Scope } from '../../../report/report.ts'
import type { FileFacts } from '../../facts.ts'
import type { Statement } from '../../python/tree.ts'
import { formatClauses, parseSpecifier } from '../../requirement/specifier.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { distributionNamed } from '../distribution.ts'
import { refused, scopeOfGroup, shown, type Part } from '../part.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readUnderstood, withoutPlace } from '../understood.ts'
import { readScript, type Bindings } from './bindings.ts'
import type { Context } from './context.ts'
import { entriesOf, type Entry } from './entries.ts'
import { entryPoints } from './entry-points.ts'
import { stringOf } from './string-of.ts'
import { textsOf, type Text } from './texts.ts'

const SCOPES = new Map<string, Scope>([
  ['install_requires', 'runtime'],
  ['requires', 'runtime'],
  ['setup_requires', 'build'],
  ['tests_require', 'development'],
])

/** What a setup.py declares, as far as its literals and the names bound to them tell; nothing is run. */
export function declarationsOfSetupPy(file: TextFile, body: readonly Statement[]): FileFacts {
  const { bindings, setups } = readScript(body)
  return sumFacts(
    setups.flatMap(({ call, marker }) => {
      const context: Context = { bindings, marker, followed: new Set() }
      const given = call.arguments.flatMap(({ name, star, value }): readonly Entry[] => {
        if (star === '**') return entriesOf(value, context)
        return name === undefined ? [] : [{ key: name, value, marker }]
      })
      return given.map((argument) => readArgument(file, bindings, argument))
    }),
  )
}

function readArgument(file: TextFile, bindings: Bindings, { key, value, marker }: Entry): FileFacts {
  const part = { file, format: 'setup-py' }
  const texts = () => textsOf(value, { bindings, marker, followed: new Set() })
  const scope = SCOPES.get(key)
  if (scope !== undefined) return requirements({ ...part, scope }, texts())
  switch (key) {
    case 'extras_require':
      return sumFacts(
        entriesOf(value, { bindings, marker, followed: new Set() }).map((extra) =>
          requirements(
            { ...part, scope: scopeOfGroup(extra.key, 'optional'), group: extra.key },
            textsOf(extra.value, { bindings, marker: extra.marker, followed: new Set() }),
          ),
        ),
      )
    case 'entry_points':
      return entryPoints(file, value, { bindings, marker, followed: new Set() })
    case 'dependency_links':
      return {
        indexes: texts().map(({ text, at, end }) => ({ url: text, kind: 'find-links', site: siteAt(file, at, end) })),
      }
    case 'name':
      return distributionNamed(file, stringOf(value, bindings), value)
    case 'python_requires': {
      const text = stringOf(value, bindings)
      const clauses = parseSpecifier(text)
      if (text === '') return {}
      if (clauses === undefined) return refused(file, value, `${shown(text)} is not a version constraint`)
      return { pythons: [{ specifier: formatClauses(clauses), site: siteAt(file, value.at, value.end) }] }
    }
    default:
      return {}
  }
}

/** A text that names a file of requirements is no requirement; the file is read as a file of its own. */
const FILE = /\.(?:txt|in|md|rst|cfg|toml)$/

function requirements(part: Part, texts: readonly Text[]): FileFacts {
  return sumFacts(
    texts
      .filter(({ text }) => !FILE.test(text) && !text.startsWith('#'))
      .map(({ text, marker, isItem, ...place }) => {
        const facts = readUnderstood({ ...part, ...(marker === undefined ? {} : { marker }) }, text, place, ',')
        return isItem ? facts : withoutPlace(facts)
      }),
  )
}
