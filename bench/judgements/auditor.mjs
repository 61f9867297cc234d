import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { digestOfBuild, digestOfTree } from './digests.mjs'

/** Bytes, about what a string can hold; the report of a repository of thousands of files has some megabytes. */
const LARGEST_REPORT = 5e8
const execute = promisify(execFile)

/**
 * A function that audits a directory with a built program and gives `{ report }`, with `kept` where it was read back,
 * or `{ failure }`, one line.
 *
 * @param program path of the program's dist/cli.js
 * @param limit seconds that one audit may take
 * @param keep a folder for its reports; a report is read back while the build, the day and the repository are the same
 */
export function auditor(program, { asOf, limit, keep }) {
  const audit = (directory) => run(program, directory, asOf, limit)
  if (keep === undefined) return audit
  const reports = join(keep, `${digestOfBuild(dirname(program)).slice(0, 16)}-${asOf}`)
  mkdirSync(reports, { recursive: true })
  return async (directory) => {
    const path = join(reports, `${basename(directory)}-${digestOfTree(directory).slice(0, 16)}.json`)
    const kept = readReport(path)
    if (kept !== undefined) return { report: kept, kept: true }
    const result = await audit(directory)
    if (result.report !== undefined) writeReport(path, result.report)
    return result
  }
}

async function run(program, directory, asOf, limit) {
  const flags = ['--quiet', '--format', 'json', '--fail-on', 'none', '--no-cache', '--as-of', asOf]
  const options = { timeout: limit * 1000, killSignal: 'SIGKILL', maxBuffer: LARGEST_REPORT }
  try {
    const { stdout } = await execute(process.execPath, [program, 'audit', directory, ...flags], options)
    return { report: JSON.parse(stdout) }
  } catch (error) {
    if (error.killed && !error.code) return { failure: `not done after ${limit} s` }
    return {
      failure: `ended with ${error.code ?? error.signal ?? 'no JSON'}: ${reasonIn(error.stderr || error.message)}`,
    }
  }
}

/** The line of an error among those of its stack, or the last line. */
function reasonIn(text) {
  const lines = text.trim().split('\n')
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1)
}

/** A report that was kept, or nothing where there is none or what is there is no JSON. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** In one step, so that a run that is interrupted leaves no half of a report. */
function writeReport(path, report) {
  const part = `${path}.${process.pid}`
  writeFileSync(part, JSON.stringify(report))
  renameSync(part, path)
}
