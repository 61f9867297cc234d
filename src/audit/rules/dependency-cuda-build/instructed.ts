import { factsOfPipCommand } from '../../../project/declarations/pip-command.ts'
import type { Instruction } from '../../../project/facts.ts'
import { declared } from '../../observations/sites.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { CUDA_INDEX } from './cuda-index.ts'
import { fixes, messages, sources } from './prose.ts'

interface Installation {
  readonly instruction: Instruction
  readonly names: readonly string[]
  /** The index of builds for CUDA that takes the place of the usual one. */
  readonly index: string | undefined
}

/** Headings that say for whom a command is meant: for Macs, or for others than Macs. */
const FOR_MACS = /\b(?:mac|macs|macos|osx|os x|apple|mps|m[1-4])\b/i
const FOR_OTHERS = /\b(?:cuda|nvidia|gpus?|linux|ubuntu|windows|wsl|rocm|amd)\b/i

/** What such indexes hold of which the usual one has wheels for Macs. */
const FOR_MACS_TOO = /^torch/

/** The only commands of a text that install something, where they do so from an index of builds for CUDA. */
export function instructedDrafts({ facts }: AuditContext): Draft[] {
  const installations = facts.instructions.flatMap(installationOf)
  const isForMacs = facts.instructions.some(({ heading = '' }) => FOR_MACS.test(heading))
  if (isForMacs) return []
  return installations.flatMap((installation) => {
    const { instruction, index, names } = installation
    const { site, heading = '' } = instruction
    if (!names.some((name) => FOR_MACS_TOO.test(name))) return []
    if (index === undefined || FOR_OTHERS.test(heading) || reachOfPath(site.file) !== 'main') return []
    const isOneOfSeveral = installations.some(
      (other) => other.index === undefined && other.names.some((name) => names.includes(name)),
    )
    if (isOneOfSeveral) return []
    const isRequired = facts.declarations.some(({ name }) => names.includes(name))
    return [
      {
        effect: 'blocks',
        certainty: isRequired ? 'possible' : 'likely',
        message: messages.index,
        subject: { kind: 'setting', name: 'index-url', value: index.replace(/^.*\/(?=.)|\/$/g, '') },
        sites: [declared(site)],
        sources: sources.index,
        fix: { kind: 'manual', effort: 'minutes', summary: fixes.instructed },
        reach: 'optional',
        group: 'instructed',
      },
    ]
  })
}

function installationOf(instruction: Instruction): Installation[] {
  const { declarations = [], indexes = [] } = factsOfPipCommand(instruction)
  const index = indexes.find(({ kind, url }) => kind === 'index' && CUDA_INDEX.test(url))?.url
  return declarations.length === 0 ? [] : [{ instruction, names: declarations.map(({ name }) => name), index }]
}
