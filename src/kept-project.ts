import { loadSettings } from './config/load-settings.ts'
import type { AuditOptions, Settings } from './config/options.ts'
import { openProject } from './pipeline.ts'
import type { Report } from './report/report.ts'
import { withUnread } from './report/with-unread.ts'
import type { Session } from './session/session.ts'

/** How a kept project is judged. */
export interface Judging {
  /** A file of settings instead of those in the project. */
  readonly config?: string | undefined
  /** What the settings come to together with what the caller says. */
  readonly options: (settings: Settings) => AuditOptions
}

/**
 * A project of the user's own that is kept, with its settings: these are read at each audit, and are obeyed from then on when
 * they have changed.
 * @param directory - relative to the working directory, or absolute
 */
export function keptProject(directory: string, { config, options }: Judging): Session {
  const buffers = new Map<string, string>()
  let open: { readonly as: string; readonly session: Session } | undefined
  const sessionAs = (wanted: AuditOptions): Session => {
    const as = JSON.stringify(wanted)
    if (open?.as === as) return open.session
    const session = openProject(directory, wanted)
    for (const [path, text] of buffers) session.setBuffer(path, text)
    open = { as, session }
    return session
  }
  return {
    async audit(progress): Promise<Report> {
      const { settings, unread } = await loadSettings(directory, { file: config, project: true })
      return withUnread(await sessionAs(options(settings)).audit(progress), unread)
    },
    setBuffer(path, text) {
      if (text === undefined) buffers.delete(path)
      else buffers.set(path, text)
      open?.session.setBuffer(path, text)
    },
  }
}
