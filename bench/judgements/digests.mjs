import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What tells one build from another: paths and contents of its files. */
export function digestOfBuild(folder) {
  return digest(filesIn(folder).map((file) => [relative(folder, file), readFileSync(file, 'base64')]))
}

/** What tells one state of a repository from another: paths, sizes and times of its files, which is quick to look at. */
export function digestOfTree(folder) {
  const states = filesIn(folder).map((file) => [file, lstatSync(file)])
  return digest(states.map(([file, { size, mtimeMs }]) => [relative(folder, file), size, mtimeMs]))
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function digest(rows) {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}
