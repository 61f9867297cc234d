/**
 * Measures how long a session takes to judge a project anew after an edit, as an editor does at each pause in typing.
 *
 * usage: npm run bench:session -- DIR    DIR holds about 300 Python files
 *
 * Lines are added to files all over the project, one edit after the other; the first edits, while the engine still
 * compiles, count as well.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openProject } from '../dist/index.js'
import { median } from './measure.mjs'

const EDITS = 30
/** Milliseconds. */
const MOST = 150

const [, , given] = process.argv
if (!given || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('name a repository of about 300 Python files: npm run bench:session -- DIR')
  process.exit(2)
}
const root = resolve(given)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.py'))
  .toSorted()
const session = openProject(root)
const opened = await timed(() => session.audit())
const times = []
for (let edit = 0; edit < EDITS; edit++) {
  const path = files[Math.floor((edit * files.length) / EDITS)]
  const text = readFileSync(join(root, path), 'utf8')
  session.setBuffer(path, `${text}\nif torch.cuda.is_available():\n    edited_${edit} = torch.zeros(1).cuda()\n`)
  // One after the other, as they are made.
  // oxlint-disable-next-line no-await-in-loop
  times.push(await timed(() => session.audit()))
}
const sorted = times.toSorted((left, right) => left - right)
console.log(`opened ${files.length} Python files in ${opened.toFixed(0)} ms`)
console.log(
  `judged anew after an edit: median ${median(times).toFixed(0)} ms, ${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)} ms`,
)
process.exitCode = median(times) <= MOST ? 0 : 1

async function timed(work) {
  const began = performance.now()
  await work()
  return performance.now() - began
}
