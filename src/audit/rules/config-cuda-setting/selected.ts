import type { Setting } from '../../../project/facts.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext } from '../../rule.ts'

/**
 * The files of groups that a configuration of Hydra takes where nobody says otherwise: `trainer/ddp.yaml` beside a file with
 * `defaults: [{trainer: ddp}]`.
 */
export const selectedFiles = memoized(
  ({ facts }: AuditContext): ReadonlySet<string> => new Set(facts.settings.flatMap(filesOf)),
)

function filesOf({ file, path, value }: Setting): readonly string[] {
  const [list, , group, ...deeper] = path
  const isGroup = list === 'defaults' && group !== undefined && deeper.length === 0 && /^\w[\w/]*$/.test(group)
  if (!isGroup || typeof value !== 'string') return []
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const name = `${folder}${group}/${value.replace(/\.ya?ml$/, '')}`
  return [`${name}.yaml`, `${name}.yml`]
}
