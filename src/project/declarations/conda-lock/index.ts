import type { FileFacts, LockedPackage } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { normaliseName } from '../../requirement/name.ts'
import { siteOfLine, type TextFile } from '../../text-file.ts'
import { wheelNames } from '../file-name.ts'
import { given } from '../given.ts'
import { recordsUnder, type YamlRecord } from '../yaml-records.ts'

export const format = {
  name: 'conda-lock',
  specification: 'https://conda.github.io/conda-lock/output/',
  recognises: (path) => /(?:^|\/)(?:[^/]*[.-])?conda-lock\.ya?ml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const records = recordsUnder(file, 'package')
  if (records.length === 0) return { unread: [{ file: file.path, reason: 'no packages as conda-lock writes them' }] }
  return { locked: records.flatMap((record) => lockedRecord(file, record)) }
}

function lockedRecord(file: TextFile, { line, fields }: YamlRecord): readonly LockedPackage[] {
  const name = fields.get('name')
  if (name === undefined) return []
  const origin = fields.get('url')
  const isPip = fields.get('manager') === 'pip'
  return [
    {
      name: normaliseName(name),
      version: fields.get('version') ?? '',
      ...given({ origin, platform: fields.get('platform') }),
      ecosystem: isPip ? 'pypi' : 'conda',
      wheels: wheelNames([origin]),
      site: siteOfLine(file, line),
    },
  ]
}
