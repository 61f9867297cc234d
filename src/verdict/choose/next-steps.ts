import type { Needs } from '../../report/advice.ts'
import type { Recommendation } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'

/** Most steps that are listed: a person does the first ones first. */
const LIMIT = 4

/** What to do next, most urgent first. */
export function nextSteps({ choice }: Recommendation, evidence: Evidence, needs: Needs): readonly string[] {
  const { project, dependencies } = evidence
  const unsupported = dependencies.find(({ metal, scope }) => metal.status === 'unsupported' && scope === 'runtime')
  const steps = [
    choice === 'undecided' &&
      'Say more: the kind of work (--work), the libraries (--libraries) and the machines (--machines) decide most.',
    choice !== 'cuda' &&
      project?.metal === 'needs-edits' &&
      'Make the edits that `acclimate audit` lists; those marked as automatic first.',
    choice !== 'cuda' &&
      unsupported !== undefined &&
      `Look for something in the place of ${unsupported.name}: acclimate lookup ${unsupported.name}`,
    choice === 'cuda' &&
      needs.machines?.includes('mac') === true &&
      !needs.machines.includes('nvidia') &&
      'Edit and try small parts on the Mac, and rent a machine with an NVIDIA GPU for the rest.',
    choice === 'cuda' &&
      project !== undefined &&
      project.metal !== 'blocked' &&
      'Let the code choose its device in one place, so that it can move later.',
    choice === 'both' && 'Choose the device in one place of the code, and run the tests on both before each release.',
    needs.parameters !== undefined &&
      choice !== 'cuda' &&
      'Take a Mac whose memory holds the model with room to spare: macOS and other programs share it.',
    !project && 'When there is code, ask again with it: acclimate choose DIRECTORY',
  ]
  return steps.filter((step) => step !== false).slice(0, LIMIT)
}
