import type { Scalar } from '../../data/value.ts'
import type { Leaf } from '../../data/walk.ts'
import { plainScalar } from '../../data/plain-scalar.ts'
import { readIni } from '../../declarations/setup-cfg/ini.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { mayBeConfiguration } from '../candidate.ts'
import { settingsOf } from '../settings-of.ts'

export const format = {
  name: 'config-ini',
  specification: 'https://docs.python.org/3/library/configparser.html#supported-ini-file-structure',
  // Without a section it is no file that `configparser` reads.
  recognises: (path, text) =>
    /\.(?:ini|cfg|conf)$/i.test(path) &&
    !OTHERS.test(path) &&
    /^\[[^\]\n]+\]/m.test(text) &&
    mayBeConfiguration(path, text),
  read,
} satisfies Format

/** What belongs to tools, or is read as a manifest. */
const OTHERS =
  /(?:^|\/)(?:setup|tox|pytest|mypy|\.?flake8|\.?pylintrc|alembic|pyvenv|supervisord|nginx|buildout|versioneer)\.(?:ini|cfg|conf)$/i

function read(file: TextFile): FileFacts {
  const leaves = readIni(file).map(({ section, key, at, lines }): Leaf => ({
    path: section === '' ? [key] : [section, key],
    scalar: scalarOf(lines.map(({ text }) => text).join('\n'), lines[0]?.at ?? at),
    keyAt: at,
  }))
  return { settings: settingsOf(file, leaves) }
}

/** The first line of a value without what is remarked behind it. */
function scalarOf(text: string, at: number): Scalar {
  const plain = text.replace(/\s[#;].*$/m, '').replace(/^(["'])(.*)\1$/, '$2')
  return { kind: 'scalar', value: plainScalar(plain), text: plain, at, end: at + text.length }
}
