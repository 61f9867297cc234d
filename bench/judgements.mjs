/**
 * Compares the judgements of two builds over a folder of repositories, and says where they differ. Whoever changes how
 * something is found, and not what, ends with no difference.
 *
 * usage: npm run bench:judgements -- OLD NEW FOLDER [options]
 *
 *   OLD, NEW           built command lines, such as ../before/dist/cli.js and dist/cli.js
 *   FOLDER             each folder in it is a repository
 *   --only NAME        compares these repositories only; may be repeated
 *   --json FILE        writes all differences as JSON, too
 *   --ignore-messages  findings that differ in their message only are the same
 *   --keep DIR         keeps OLD's reports there, and reads them back while OLD and the repository stay as they are
 *   --as-of DAY        the day as of which both judge
 *   --limit SECONDS    how long one audit may take
 *
 * Ends with 0 when nothing differs, with 1 when something does or a run failed, and with 2 on wrong usage.
 */
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { readArguments } from './judgements/arguments.mjs'
import { auditor } from './judgements/auditor.mjs'
import { differenceOf, isDifferent } from './judgements/difference.mjs'
import { linesOf, summaryOf } from './judgements/shown.mjs'
import { taskQueue } from './judgements/task-queue.mjs'

const { oldProgram, newProgram, folder, names, asOf, limit, keep, json, messages } = readArguments()
const auditOld = auditor(oldProgram, { asOf, limit, keep })
const auditNew = auditor(newProgram, { asOf, limit })
const enqueue = taskQueue(availableParallelism())
let ended = 0

const compared = names.map(compareIn)
const results = []
for (const result of compared) {
  // In the order of names, each as soon as it and those before it are there.
  // oxlint-disable-next-line no-await-in-loop
  results.push(await result)
  const lines = linesOf(results.at(-1))
  if (lines.length > 0) console.log(lines.join('\n'))
}
console.log(summaryOf(results))
if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, undefined, 2)}\n`)
process.exitCode = results.some(isDifferent) ? 1 : 0

/** Audits one repository with both builds, beside the others. */
async function compareIn(name) {
  const directory = join(folder, name)
  const [before, after] = await Promise.all([
    enqueue(() => timed(`${name}, old`, () => auditOld(directory))),
    enqueue(() => timed(`${name}, new`, () => auditNew(directory))),
  ])
  return { name, ...differenceOf(before, after, { messages }) }
}

async function timed(what, audit) {
  const began = performance.now()
  const result = await audit()
  ended += 1
  const how = result.failure ?? (result.kept ? 'kept' : `${((performance.now() - began) / 1000).toFixed(1)} s`)
  console.error(`${ended}/${2 * names.length} ${what}: ${how}`)
  return result
}
