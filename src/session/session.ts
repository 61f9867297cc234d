import type { Report } from '../report/report.ts'

/** A project that is kept, to be audited again when something in it has changed. */
export interface Session {
  /**
   * What the project is now: its files, with the buffers laid over them. What was read before and is still the same is not
   * read again, as far as the host keeps summaries.
   */
  readonly audit: (progress?: (what: string) => void) => Promise<Report>
  /** Lays a text over the file at a path (POSIX, relative to the root), be it there or not; undefined takes it away again. */
  readonly setBuffer: (path: string, text: string | undefined) => void
}
