import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The hosts of package registries and of their files. */
const HOST = /\b(?:(?:test\.)?pypi|pythonhosted|npmjs|anaconda|crates|rubygems)\.(?:org|com|io)\b/

/** A package is named by a package URL, never by the address of the registry that happens to serve it. */
export function* check({ folder }) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name)
    if (!statSync(file).isFile()) continue
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      const host = HOST.exec(line)?.[0]
      if (host !== undefined) yield { where: `${file}:${index + 1}`, what: `names a registry's host, ${host}` }
    }
  }
}
