/** Writes files of a folder or undoes that, in the built program’s own way. Usage: node write-once.mjs ROOT FILES write|undo */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { undoWrite, writeFiles } from '../../dist/working-copy/write-files.js'

const [root, count, what] = process.argv.slice(2)
const paths = Array.from({ length: Number(count) }, (_, index) => `f${index}.py`)
process.stdout.write('ready\n')
if (what === 'undo') {
  try {
    undoWrite(root)
  } catch {
    // There may be nothing to undo.
  }
} else {
  writeFiles(
    root,
    paths.map((path) => {
      const before = readFileSync(join(root, path))
      return { path, before, after: Buffer.from(before.toString().replaceAll('old', 'new')) }
    }),
  )
}
