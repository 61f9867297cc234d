import { resolve } from 'node:path'
import { lookAtFiles } from './audit-files.ts'
import { type AuditOptions, withDefaults } from './config/options.ts'
import { parseWithPython } from './machine/parse-with-python.ts'
import { hostFor } from './host-for.ts'
import { digest, projectIn } from './pipeline.ts'
import type { PortHost } from './port/host.ts'
import { behaviourOf, matters } from './port/same-behaviour/behaviour.ts'
import { inDirectory } from './project/files/in-directory.ts'
import { projectFiles } from './project/files/project-files.ts'
import { withBuffers } from './project/files/with-buffers.ts'
import type { Summaries } from './project/summary.ts'
import { summariesInMemory } from './session/summaries-in-memory.ts'
import { requiredOnLinux } from './target/machine.ts'
import type { MachineName } from './trace/trace.ts'

/** The machines that a port for Macs must leave as they were. */
const OTHERS: readonly MachineName[] = ['linux-cuda', 'linux-cpu']

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
  const same = sharedTexts()
  return {
    async look(texts) {
      const { report, observed } = await lookAtFiles(projectIn(root), withBuffers(tree, texts), host, options, progress)
      if (!observed) return { report, required: [], behave: () => [] }
      const { facts, target } = observed.context
      // What was seen on a Mac takes more room than all that is made of it, and is let go of.
      const { elsewhere } = observed
      return {
        report,
        required: requiredOnLinux(facts, target),
        *behave(whole) {
          progress('evaluating the code on other machines')
          const traceOn = elsewhere(whole, matters(whole))
          for (const machine of OTHERS) yield behaviourOf(traceOn(machine), whole, same)
        },
      }
    },
    exactText: files.exact,
    parse: parseWithPython,
  }
}

/** Makes equal texts one string: nearly all of what is done is the same on every machine, and before and after an edit. */
function sharedTexts(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before === undefined) known.set(text, text)
    return before ?? text
  }
}
