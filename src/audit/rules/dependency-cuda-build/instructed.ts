import type { Knowledge } from '../../../knowledge/knowledge.ts'
import { factsOfPipCommand } from '../../../project/declarations/pip-command.ts'
import type { Declaration, Instruction } from '../../../project/facts.ts'
import { isCudaOfConda } from '../../packages/cuda-requirements.ts'
import { isLocalBuild } from '../../packages/local-build.ts'
import { pypiNameOf } from '../../../target/pypi-name.ts'
import { declared } from '../../observations/sites.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { CUDA_INDEX } from './cuda-index.ts'
import type { Source } from '../../../report/report.ts'
import type { Subject } from '../../../report/subject.ts'
import { fixes, messages, sources } from './prose.ts'

interface Installation {
  readonly instruction: Instruction
  readonly names: readonly string[]
  /** What of it is for CUDA alone; undefined where a Mac can follow it. */
  readonly forCuda: ForCuda | undefined
}

interface ForCuda {
  readonly message: string
  readonly fix: string
  readonly subject: Subject
  readonly sources: readonly Source[]
}

/** Headings that say for whom a command is meant: for Macs, or for others than Macs. */
const FOR_MACS = /\b(?:mac|macs|macos|osx|os x|apple|mps|m[1-4])\b/i
const FOR_OTHERS = /\b(?:cuda|nvidia|gpus?|linux|ubuntu|windows|wsl|rocm|amd)\b/i

/** What follows this says where somebody tried it, and not for whom it is: `Tested on Ubuntu 20.04 with CUDA 11.3.` */
const TESTED = /\btested\b.*$/i

/** What such indexes hold of which the usual one has wheels for Macs. */
const FOR_MACS_TOO = /^torch/

/** The only commands of a text that install something, where they ask for builds for CUDA: by an index, a label or a package of conda. */
export function instructedDrafts({ facts, knowledge }: AuditContext): Draft[] {
  const installations = facts.instructions.flatMap((instruction) => installationOf(instruction, knowledge))
  const isForMacs = facts.instructions.some(({ heading = '' }) => FOR_MACS.test(heading))
  if (isForMacs) return []
  return installations.flatMap((installation) => {
    const { instruction, forCuda, names } = installation
    const { site, heading = '' } = instruction
    if (!names.some((name) => FOR_MACS_TOO.test(name))) return []
    if (forCuda === undefined || FOR_OTHERS.test(heading.replace(TESTED, '')) || reachOfPath(site.file) !== 'main')
      return []
    const isOneOfSeveral = installations.some(
      (other) => other.forCuda === undefined && other.names.some((name) => names.includes(name)),
    )
    if (isOneOfSeveral) return []
    const isRequired = facts.declarations.some((each) => names.includes(pypiNameOf(each, knowledge)))
    return [
      {
        effect: 'blocks',
        certainty: isRequired ? 'possible' : 'likely',
        message: forCuda.message,
        subject: forCuda.subject,
        sites: [declared(site)],
        sources: forCuda.sources,
        fix: { kind: 'manual', effort: 'minutes', summary: forCuda.fix },
        reach: 'optional',
        group: 'instructed',
      },
    ]
  })
}

function installationOf(instruction: Instruction, knowledge: Knowledge): Installation[] {
  const { declarations = [], indexes = [] } = factsOfPipCommand(instruction)
  if (declarations.length === 0) return []
  const index = indexes.find(({ kind, url }) => kind === 'index' && CUDA_INDEX.test(url))?.url
  const forCuda = index === undefined ? packageForCuda(declarations) : ofIndex(index)
  return [{ instruction, names: declarations.map((each) => pypiNameOf(each, knowledge)), forCuda }]
}

function ofIndex(index: string): ForCuda {
  return {
    message: messages.index,
    fix: fixes.instructed,
    subject: { kind: 'setting', name: 'index-url', value: index.replace(/^.*\/(?=.)|\/$/g, '') },
    sources: sources.index,
  }
}

/** The first package of a command that no Mac can have: a build of another for CUDA, or what conda has of CUDA itself. */
function packageForCuda(declarations: readonly Declaration[]): ForCuda | undefined {
  const local = declarations.find(isLocalBuild)
  const conda = declarations.find(isCudaOfConda)
  if (local) {
    const subject = { kind: 'package', name: local.name } as const
    return { message: messages.local(local.name), fix: fixes.instructedLocal, subject, sources: sources.local }
  }
  if (!conda) return undefined
  const subject = { kind: 'package', name: conda.name } as const
  return {
    message: messages.conda(conda.name),
    fix: fixes.instructedConda(conda.name),
    subject,
    sources: sources.conda,
  }
}
