/** Commands by which a library is started on the GPU, and of which nothing says that they work on Metal. */
import { required, libraryOf } from '../audit/packages/needs.ts'
import { versionOf } from '../audit/packages/package-version.ts'
import { started } from '../audit/reachability/started.ts'
import type { AuditContext } from '../audit/rule.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { Site } from '../report/report.ts'

/** Options that say with what precision, or on what, is computed. */
const OF_GPU =
  /^--?(?:fp16|bf16|half|amp|mixed[-_]precision|device|gpus?|num[-_]gpus|n[-_]gpu[-_]layers|accelerator|use[-_](?:gpu|mps))(?:=|$)/

/** What asks for the CPU uses no GPU. */
const FOR_CPU = /^(?:--?(?:device|accelerator)=)?cpu$/

/** `autotrain dreambooth --fp16`, where the project requires `autotrain-advanced` and nobody says that it works on Metal. */
export function unprovedCommands(context: AuditContext): readonly Site[] {
  const doubtful = new Set(
    required(context).flatMap(({ declaration }) => {
      const library = libraryOf(context, declaration)
      const version = versionOf(context, declaration.name)
      const isProved = library !== undefined && statementFor(library.metal, version, context.asOf)?.gpu === true
      return isProved
        ? []
        : [declaration.name, ...declaration.name.split('-').slice(0, 1), ...(library?.commands ?? [])]
    }),
  )
  return started(context).flatMap(({ words, site, reach }) => {
    const [program = ''] = words
    const isOnGpu = words.some((word) => OF_GPU.test(word)) && !words.some((word) => FOR_CPU.test(word))
    return isOnGpu && reach === 'main' && doubtful.has(program) ? [site] : []
  })
}
