import type { AuditOptions } from './config/options.ts'
import { composed } from './port/composed.ts'
import { type Ported, portProject } from './port/port-project.ts'
import type { Wishes } from './port/round.ts'
import { portHost } from './port-host.ts'
import type { Summaries } from './project/summary.ts'

/** Ports a directory in memory, with all that is needed to show and to write it. */
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
  const encoder = new TextEncoder()
  return composed(rounds).map(({ path, before }) => ({
    path,
    before: encoder.encode(before),
    after: encoder.encode(texts.get(path) ?? before),
  }))
}
