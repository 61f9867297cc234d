/**
 * Looks for mistakes in knowledge/: one line for each, and exit code 1 when there is any.
 *
 * usage: node tools/knowledge-lint.mjs [FOLDER]
 */
import { problemsOf } from './knowledge/problems.mjs'

const problems = problemsOf(process.argv[2] ?? 'knowledge')
for (const { where, what } of problems) console.log(`${where}: ${what}`)
process.exitCode = problems.length === 0 ? 0 : 1
