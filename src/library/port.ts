import type { AuditOptions } from '../config/options.ts'
import { composed } from '../port/composed.ts'
import { portDocument } from '../port/document.ts'
import { type Ported, portProject } from '../port/port-project.ts'
import type { Wishes } from '../port/round.ts'
import { portHost } from '../port-host.ts'
import type { Summaries } from '../project/summary.ts'
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

/** The same with all that is needed to write it. */
export async function portDirectory(
  directory: string,
  options: AuditOptions,
  wishes: Wishes,
  progress: (what: string) => void = () => {},
  kept?: Summaries,
): Promise<Ported> {
  return portProject(portHost(directory, options, progress, kept), wishes, progress)
}

/** The files that a port changes, with their contents before and after. */
export function rewrittenBy({ rounds, texts }: Ported) {
  return composed(rounds).map(({ path, before }) => ({
    path,
    before: Buffer.from(before),
    after: Buffer.from(texts.get(path) ?? before),
  }))
}
