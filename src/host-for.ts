import type { AuditHost } from './audit-host.ts'
import type { SettledOptions } from './config/options.ts'
import type { Summaries } from './project/summary.ts'
import { knowledge } from './shipped/knowledge.ts'

/** This machine and what ships with the package; the network and uv only where the options allow it. */
export function hostFor(root: string, options: SettledOptions, summaries: Summaries | undefined): AuditHost {
  return {
    knowledge,
    ...(summaries && { summaries }),
    pythonParser: async () => (await import('./shipped/parse-python.ts')).parsePython,
    ...(options.online && {
      askIndexes: async (declared, progress) =>
        (await import('./online.ts')).askAbout(root, declared, knowledge, options, progress),
    }),
    ...(options.resolve && {
      resolve: async (declared, target, progress) =>
        (await import('./resolve.ts')).resolveOn(root, declared, target, options.asOf, progress),
    }),
  }
}
