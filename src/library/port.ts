import type { AuditOptions } from '../config/options.ts'
import { portDocument } from '../port/document.ts'
import { portDirectory } from '../port-directory.ts'
import type { Port } from '../report/port.ts'

/** What may be said of a port; all of it has a default. */
export interface PortOptions extends AuditOptions {
  /** Only edits that answer findings of these codes, or of areas such as `device`; all when absent or empty. */
  readonly only?: readonly string[] | undefined
  /** Only edits of which it was shown that CUDA and the CPU fare as before; no when absent. */
  readonly safe?: boolean | undefined
}

/**
 * Makes in memory the edits by which a project runs on a Mac as well, and says what they come to and what of it was shown.
 * Nothing is written; the diffs of `files` are for `git apply`.
 *
 * @param directory - relative to the working directory, or absolute
 */
export async function port(directory: string, options: PortOptions = {}): Promise<Port> {
  const { only = [], safe = false, ...audit } = options
  const ported = await portDirectory(directory, audit, { only, safe })
  return portDocument(ported)
}
