import type { Needs } from '../../report/needs.ts'
import type { Recommendation } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'

/** Most steps that are listed: a person does the first ones first. */
const LIMIT = 5
/** Tokens of context of which half a cache is worth its loss. */
const LONG = 32_768

/** What to do next, most urgent first. */
export function nextSteps({ choice }: Recommendation, evidence: Evidence, needs: Needs): readonly string[] {
  const { project, dependencies, picked } = evidence
  const unsupported = dependencies.find(({ metal, scope }) => metal.status === 'unsupported' && scope === 'runtime')
  const trainsAtHome = picked?.owned.some(
    ({ machine, models }) =>
      machine.platform === 'metal' && models.some(({ runtime, fits }) => runtime === 'mlx' && fits),
  )
  const steps = [
    choice === 'undecided' &&
      'Say more: the kind of work (--work), the model (--model), the libraries (--libraries) and the machines (--owned) decide most.',
    choice !== 'cuda' &&
      project?.metal === 'needs-edits' &&
      'Make the edits that `acclimate audit` lists; those marked as automatic first.',
    choice !== 'cuda' &&
      unsupported !== undefined &&
      `Look for something in the place of ${unsupported.name}: acclimate lookup ${unsupported.name}`,
    choice === 'cuda' &&
      (needs.work?.includes('kernels') === true || needs.laptop === true) &&
      unsupported !== undefined &&
      'Any laptop will do as a terminal, a Mac too: what is written there runs on the cluster.',
    needs.work?.includes('kernels') === true &&
      'FP8 on matrix units takes compute capability 8.9 or later: RTX 40 (Ada), H100, RTX 50 (Blackwell).',
    choice === 'cuda' &&
      needs.machines?.includes('mac') === true &&
      !needs.machines.includes('nvidia') &&
      'Edit and try small parts on the Mac, and rent a machine with an NVIDIA GPU for the rest.',
    choice === 'cuda' &&
      project !== undefined &&
      project.metal !== 'blocked' &&
      'Let the code choose its device in one place, so that it can move later.',
    choice === 'both' &&
      picked === undefined &&
      evidence.dependencies.length > 0 &&
      'Choose the device in one place of the code, and run the tests on both before each release.',
    trainsAtHome === true &&
      'On the Mac: pip install mlx-lm, a batch of 1, and nothing else open; try 100 steps before the whole run.',
    needs.work?.includes('speech') === true &&
      'On a Mac take whisper.cpp or mlx-whisper; faster-whisper (CTranslate2) computes on its processor only.',
    (needs.context ?? 0) >= LONG &&
      'A cache in 8 bits (q8_0) takes half the memory: acclimate fit MODEL --cache q8_0 --context N.',
    needs.models !== undefined &&
      'What changes with the quantization, the context or the batch: acclimate fit MODEL --machine NAME.',
    !project && needs.models === undefined && 'When there is code, ask again with it: acclimate choose DIRECTORY',
  ]
  return steps.filter((step) => step !== false).slice(0, LIMIT)
}
