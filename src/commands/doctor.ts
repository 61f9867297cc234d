import { askSetup } from '../machine/ask.ts'
import { diagnosisOf } from '../machine/doctor.ts'
import { renderDiagnosis } from '../render/terminal/diagnosis/index.ts'
import { knowledge } from '../shipped/knowledge.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'

/** Says why a GPU is not used on this machine; ends with 1 when something keeps it from being used. */
export async function runDoctor({ format }: { readonly format: 'terminal' | 'json' }): Promise<number> {
  const diagnosis = diagnosisOf(await askSetup(), process.env, knowledge)
  const text =
    format === 'json' ? `${JSON.stringify(diagnosis)}\n` : renderDiagnosis(diagnosis, placeOfOutput(undefined))
  process.stdout.write(text)
  const isIdle = diagnosis.findings.some(({ effect }) => effect === 'blocks' || effect === 'ignores-gpu')
  return isIdle ? EXIT.findings : EXIT.fine
}
