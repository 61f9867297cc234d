import type { Knowledge, Library } from '../../knowledge/knowledge.ts'
import { libraryByImport, libraryByName, libraryByPypi } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import { supportOf } from '../../knowledge/support.ts'
import type { Needs, Work } from '../../report/needs.ts'
import type { Support, Technique, WorkloadKind } from '../../report/report.ts'
import type { Evidence, EvidenceDependency } from '../evidence.ts'

/** What each answer means in the terms of the Report. */
const WORK: Readonly<Record<Work, { readonly kind: WorkloadKind; readonly technique?: Technique }>> = {
  training: { kind: 'training', technique: 'from-scratch' },
  'fine-tuning': { kind: 'fine-tuning', technique: 'full' },
  lora: { kind: 'fine-tuning', technique: 'lora' },
  qlora: { kind: 'fine-tuning', technique: 'qlora' },
  inference: { kind: 'inference' },
  llm: { kind: 'inference', technique: 'llm' },
  serving: { kind: 'serving', technique: 'llm' },
  'image-generation': { kind: 'image-generation' },
  speech: { kind: 'inference' },
  kernels: { kind: 'kernels' },
  data: { kind: 'data' },
}

const NOT_KNOWN: Support = { status: 'unknown', sources: [] }

/** Libraries that people run on processors, though some of them can use a card. */
const FOR_PROCESSORS: ReadonlySet<string> = new Set([
  'classic',
  'data',
  'numeric',
  'plotting',
  'science',
  'utility',
  'web',
])

/** What a person says that they need, as evidence, with what is known of the libraries that they name. */
export function evidenceOfNeeds(needs: Needs, knowledge: Pick<Knowledge, 'libraries'>, asOf: string): Evidence {
  return {
    findings: [],
    workloads: worksOf(needs).map((work) => ({ ...WORK[work], certainty: 'certain' })),
    dependencies: (needs.libraries ?? []).map((name) => dependencyNamed(name, knowledge, asOf)),
    needs,
  }
}

/** A model of some billion parameters that is run is a language model; others are told by their work. */
function worksOf({ work = [], models = [] }: Needs): readonly Work[] {
  const isPlain = work.length === 1 && work[0] === 'inference' && models.length > 0
  return isPlain ? ['llm'] : work
}

function dependencyNamed(name: string, knowledge: Pick<Knowledge, 'libraries'>, asOf: string): EvidenceDependency {
  const library = libraryByName(knowledge, name) ?? libraryByPypi(knowledge, name) ?? libraryByImport(knowledge, name)
  if (library === undefined) return { name, scope: 'runtime', metal: NOT_KNOWN, cuda: NOT_KNOWN, gpu: 'unknown' }
  const on = (platform: 'metal' | 'cuda'): Support => supportOf(library, platform, undefined, asOf)
  return {
    // The name on the index, by which signals know it, as in a project.
    name: library.pypi[0] ?? name,
    title: library.name,
    scope: 'runtime',
    metal: on('metal'),
    cuda: on('cuda'),
    gpu: gpuOf(library, asOf),
    isForProcessors: FOR_PROCESSORS.has(library.category),
  }
}

/** Where a library has a GPU path; what has none on either computes on the processor of both. */
function gpuOf(library: Library, asOf: string): NonNullable<EvidenceDependency['gpu']> {
  const [metal, cuda] = [statementFor(library.metal, undefined, asOf), statementFor(library.cuda, undefined, asOf)]
  if (metal === undefined && cuda === undefined) return 'unknown'
  if (metal?.gpu === true) return 'both'
  if (cuda?.gpu !== true) return 'neither'
  return metal?.gpu === false ? 'cuda' : 'unknown'
}
