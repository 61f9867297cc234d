import { resolve } from 'node:path'
import type { SettledOptions } from '../config/options.ts'
import type { Report } from '../report/report.ts'
import type { Session } from '../session/session.ts'

/** Projects that are kept open: an agent works on one, and compares it with a few. */
const MOST_OPEN = 4

/** A project that was audited, to be audited again when an agent has changed it. */
export interface Audited {
  readonly report: Report
  /** Where its files are: itself, or the copy of a repository. */
  readonly directory: string
  readonly options: SettledOptions
}

export interface Projects {
  /** @param project - a directory, or the address of a git repository @throws UsageError */
  readonly audited: (project: string, asOf?: string) => Promise<Audited>
  /** Removes the copies of repositories. */
  readonly close: () => void
}

interface Open {
  readonly key: string
  readonly session: Session
  readonly directory: string
  readonly options: SettledOptions
  readonly remove: () => void
}

/** Keeps what was read of the projects that were asked for last, so that the next audit of one reads what has changed only. */
export function keptProjects(): Projects {
  let kept: readonly Open[] = []
  return {
    async audited(project, asOf = new Date().toISOString().slice(0, 10)) {
      const key = JSON.stringify([project, asOf])
      const open = kept.find((other) => other.key === key) ?? (await opened(key, project, asOf))
      const others = kept.filter((other) => other !== open)
      for (const { remove } of others.slice(MOST_OPEN - 1)) remove()
      kept = [open, ...others.slice(0, MOST_OPEN - 1)]
      return { report: await open.session.audit(), directory: open.directory, options: open.options }
    },
    close() {
      for (const { remove } of kept) remove()
      kept = []
    },
  }
}

async function opened(key: string, project: string, asOf: string): Promise<Open> {
  const { openProject } = await import('../config/project-directory.ts')
  const { directory, remove } = await openProject(project)
  try {
    const isOwn = directory === project
    const { loadSettings } = await import('../config/load-settings.ts')
    const { withDefaults } = await import('../config/options.ts')
    const { openProject: openSession } = await import('../pipeline.ts')
    const { settings } = await loadSettings(directory, { project: isOwn })
    const given = { ...settings, remarks: isOwn, asOf }
    const session = openSession(resolve(directory), given)
    return { key, session, directory, options: withDefaults(given), remove }
  } catch (error) {
    remove()
    throw error
  }
}
