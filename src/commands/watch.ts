import { watch } from 'node:fs'
import { resolve } from 'node:path'
import { openProject } from '../config/project-directory.ts'
import { UsageError } from '../config/usage-error.ts'
import { keptProject } from '../kept-project.ts'
import type { AuditFlags } from './audit-flags.ts'
import { optionsOf } from './judging.ts'
import { progressLine } from './progress.ts'
import { shownBy, showReport } from './show-report.ts'

/** Milliseconds of quiet after which a change counts as over: an editor writes a file in several steps, git many files. */
const QUIET = 150

/** An empty screen, with nothing above it. */
const CLEAR = '\u001B[2J\u001B[3J\u001B[H'

/** Where programs write while nobody edits. */
const NOT_EDITED =
  /(?:^|[/\\])(?:\.git|\.hg|__pycache__|node_modules|\.venv|\.mypy_cache|\.ruff_cache|\.pytest_cache)(?:[/\\]|$)/

/** Shows the report on a directory, and anew whenever something in it has changed, until it is interrupted. */
export async function runWatch(project: string, flags: AuditFlags): Promise<never> {
  const { directory, remove } = await openProject(project)
  if (directory !== project) {
    remove()
    throw new UsageError('--watch is for a directory; nobody edits the copy of a repository')
  }
  const outputs = new Set(shownBy(flags).flatMap(({ file }) => (file === undefined ? [] : [resolve(file)])))
  const show = showing(directory, flags)
  return new Promise<never>((_, fail) => {
    let shown = Promise.resolve()
    const again = (): void => {
      shown = shown.then(show)
      shown.catch(fail)
    }
    let timer: NodeJS.Timeout | undefined
    const watcher = watch(directory, { recursive: true }, (_event, name) => {
      if (name !== null && (NOT_EDITED.test(name) || outputs.has(resolve(directory, name)))) return
      clearTimeout(timer)
      timer = setTimeout(again, QUIET)
    })
    watcher.on('error', fail)
    again()
  })
}

/** Audits and shows what the directory is now. */
function showing(directory: string, flags: AuditFlags): () => Promise<void> {
  const progress = progressLine(flags.quiet === true)
  const kept = keptProject(directory, { config: flags.config, options: (settings) => optionsOf(flags, settings, true) })
  return async () => {
    const report = await kept.audit(progress.show)
    progress.clear()
    if (process.stdout.isTTY) process.stdout.write(CLEAR)
    await showReport(report, flags)
    process.stderr.write(`${new Date().toTimeString().slice(0, 8)}: waiting for changes; Ctrl-C ends\n`)
  }
}
