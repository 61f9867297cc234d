import { resolve } from 'node:path'
import { lookAtFiles } from './audit-files.ts'
import { type AuditOptions, withDefaults } from './config/options.ts'
import { parseWithPython } from './machine/parse-with-python.ts'
import type { Observed } from './observe.ts'
import { hostFor } from './host-for.ts'
import { digest, projectIn } from './pipeline.ts'
import type { PortHost } from './port/host.ts'
import { behaviourOf } from './port/same-behaviour/behaviour.ts'
import { inDirectory } from './project/files/in-directory.ts'
import { projectFiles } from './project/files/project-files.ts'
import { withBuffers } from './project/files/with-buffers.ts'
import type { Summaries } from './project/summary.ts'
import { summariesInMemory } from './session/summaries-in-memory.ts'
import { requiredOnLinux } from './target/machine.ts'

/**
 * Lends a directory to a port, which looks at it again and again; files that are still the same are read once.
 * @param kept what earlier runs have read of its files
 */
export function portHost(
  directory: string,
  given: AuditOptions,
  progress: (what: string) => void,
  kept?: Summaries,
): PortHost {
  const root = resolve(directory)
  const options = withDefaults(given)
  const host = { ...hostFor(root, options, summariesInMemory(digest, kept)), alwaysJudgesCuda: true }
  const tree = inDirectory(root)
  const files = projectFiles(tree, options, () => {})
  // What was seen takes more room than all that is made of it, so that no more is held than of one look.
  let latest: Observed | undefined
  return {
    async look(texts) {
      latest = undefined
      const { report, observed } = await lookAtFiles(projectIn(root), withBuffers(tree, texts), host, options, progress)
      if (!observed) return { report, required: [], behave: () => [] }
      latest = observed
      const { facts, target } = observed.context
      return {
        report,
        required: requiredOnLinux(facts, target),
        behave(whole) {
          progress('evaluating the code on other machines')
          const traceOn = latest?.elsewhere(whole)
          if (!traceOn) throw new Error('only the last look can be asked what the code does elsewhere')
          return [behaviourOf(traceOn('linux-cuda')), behaviourOf(traceOn('linux-cpu'))]
        },
      }
    },
    exactText: files.exact,
    parse: parseWithPython,
  }
}
