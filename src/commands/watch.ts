import { watch } from 'node:fs'
import { resolve } from 'node:path'
import { loadSettings } from '../config/load-settings.ts'
import { openProject } from '../config/project-directory.ts'
import { UsageError } from '../config/usage-error.ts'
import { openProject as openSession } from '../pipeline.ts'
import { withUnread } from '../report/with-unread.ts'
import { type AuditFlags, optionsOf } from './audit-flags.ts'
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

/** Audits and shows what the directory is now; settings may be among what has changed. */
function showing(directory: string, flags: AuditFlags): () => Promise<void> {
  const progress = progressLine(flags.quiet === true)
  let session: ReturnType<typeof openSession> | undefined
  let opened = ''
  return async () => {
    const { settings, unread } = await loadSettings(directory, { file: flags.config, project: true })
    const options = optionsOf(flags, settings, true)
    const wanted = JSON.stringify(options)
    if (session === undefined || wanted !== opened) session = openSession(directory, options)
    opened = wanted
    const report = withUnread(await session.audit(progress.show), unread)
    progress.clear()
    if (process.stdout.isTTY) process.stdout.write(CLEAR)
    await showReport(report, flags)
    process.stderr.write(`${new Date().toTimeString().slice(0, 8)}: waiting for changes; Ctrl-C ends\n`)
  }
}
