import type { FileFacts } from '../../facts.ts'
import { consoleScripts } from '../console-script.ts'
import { distributionOf } from '../distribution.ts'
import { readRequirement, scopeOfGroup, type Part } from '../part.ts'
import { entriesOf, entryAt, scalarsOf, valueAt, type Placed } from '../placed.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'
import type { Manifest } from './manifest.ts'

/** What the standards put into `[project]`, `[dependency-groups]` and `[build-system]`. */
export function readProject({ file, format, root }: Manifest): FileFacts {
  const part = { file, format } as const
  const always = groupsInstalled(root)
  return sumFacts([
    requirements({ ...part, scope: 'runtime' }, valueAt(root, 'project', 'dependencies')),
    ...entriesOf(valueAt(root, 'project', 'optional-dependencies')).map(({ key, value }) =>
      requirements({ ...part, scope: scopeOfGroup(key, 'optional'), group: key }, value),
    ),
    // A group's `{ include-group = ... }` repeats requirements that stand in the included group already.
    ...entriesOf(valueAt(root, 'dependency-groups')).map(({ key, value }) =>
      requirements({ ...part, scope: always.has(key) ? 'runtime' : 'development', group: key }, value),
    ),
    requirements({ ...part, scope: 'build' }, valueAt(root, 'build-system', 'requires')),
    pythonOf(file, entryAt(root, 'project', 'requires-python')),
    distributionOf(file, entryAt(root, 'project', 'name')),
    consoleScripts(file, valueAt(root, 'project', 'scripts')),
  ])
}

/** The groups that uv installs unless told otherwise, besides that for development, which it always does. */
function groupsInstalled(root: Placed): ReadonlySet<string> {
  const names = scalarsOf(valueAt(root, 'tool', 'uv', 'default-groups')).map(({ text }) => text)
  return new Set(names.filter((name) => scopeOfGroup(name, 'runtime') === 'runtime'))
}

/** The requirements of a list of texts. */
export function requirements(part: Part, list: Placed | undefined): FileFacts {
  const separator = list?.kind === 'list' ? ',' : undefined
  return sumFacts(scalarsOf(list).map((item) => readRequirement(part, item, separator)))
}
