import type { FileFacts } from '../../facts.ts'
import { entriesOf, valueAt } from '../placed.ts'
import { sumFacts } from '../../sum-facts.ts'
import type { Manifest } from './manifest.ts'
import { requirements } from './project.ts'

/** The environments that Hatch makes for working on the project. */
export function readHatch({ file, format, root }: Manifest): FileFacts {
  return sumFacts(
    entriesOf(valueAt(root, 'tool', 'hatch', 'envs')).flatMap(({ key, value }) =>
      ['dependencies', 'extra-dependencies'].map((list) =>
        requirements({ file, format, scope: 'development', group: key }, valueAt(value, list)),
      ),
    ),
  )
}
