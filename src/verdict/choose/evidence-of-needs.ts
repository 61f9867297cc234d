import type { Knowledge } from '../../knowledge/knowledge.ts'
import { libraryByImport, libraryByName, libraryByPypi } from '../../knowledge/libraries.ts'
import { supportOf } from '../../knowledge/support.ts'
import type { Needs, Work } from '../../report/advice.ts'
import type { Support, Technique, WorkloadKind } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'

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
  kernels: { kind: 'kernels' },
  data: { kind: 'data' },
}

const NOT_KNOWN: Support = { status: 'unknown', sources: [] }

/** What a person says that they need, as evidence, with what is known of the libraries that they name. */
export function evidenceOfNeeds(needs: Needs, knowledge: Knowledge, asOf: string): Evidence {
  return {
    findings: [],
    workloads: (needs.work ?? []).map((work) => ({ ...WORK[work], certainty: 'certain' })),
    dependencies: (needs.libraries ?? []).map((name) => {
      const library =
        libraryByName(knowledge, name) ?? libraryByPypi(knowledge, name) ?? libraryByImport(knowledge, name)
      const on = (platform: 'metal' | 'cuda'): Support =>
        library ? supportOf(library, platform, undefined, asOf) : NOT_KNOWN
      // The name on the index, by which signals know it, as in a project.
      return { name: library?.pypi[0] ?? name, scope: 'runtime', metal: on('metal'), cuda: on('cuda') }
    }),
    needs,
  }
}
