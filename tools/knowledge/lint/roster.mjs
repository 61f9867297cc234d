import { join } from 'node:path'
import { readYaml } from '../read.mjs'

/** What people compare CUDA and Metal by can be looked up, under the names that they use. */
export function* check({ folder, entries }) {
  const names = new Set(
    entries.flatMap(({ library: { name, aliases, pypi } }) => [name?.toLowerCase(), ...aliases, ...pypi]),
  )
  for (const name of Object.values(readYaml(join(folder, 'roster.yaml')) ?? {}).flat()) {
    if (!names.has(name.toLowerCase())) yield { where: 'roster.yaml', what: `nothing is known of ${name}` }
  }
}
