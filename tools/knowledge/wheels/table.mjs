/** knowledge/wheels.tsv: a row for each run of releases with the same files, runs of a package oldest first. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const HEAD = 'package\tseen\tfiles\treleases'

/** Runs by package: `{ seen, runs: [{ files, versions }] }`. */
export function readWheels(file) {
  const packages = new Map()
  if (!existsSync(file)) return packages
  const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  for (const row of rows) {
    const [name, seen, files, versions] = row.split('\t')
    const own = packages.get(name) ?? { seen, runs: [] }
    own.runs.push({ files, versions: versions.split(' ') })
    packages.set(name, own)
  }
  return packages
}

export function writeWheels(file, packages) {
  const rows = [...packages.keys()].toSorted().flatMap((name) => {
    const { seen, runs } = packages.get(name)
    return runs.map(({ files, versions }) => [name, seen, files, versions.join(' ')].join('\t'))
  })
  writeFileSync(file, [HEAD, ...rows, ''].join('\n'))
}
