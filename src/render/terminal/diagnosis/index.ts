import type { Diagnosis, DiagnosisFinding } from '../../../report/diagnosis.ts'
import type { Place } from '../../output.ts'
import { sourceLines } from '../lookup/sources.ts'
import { type Page, pageFor, paragraph } from '../page.ts'

/** What the machine is, whether its GPU is used, and what is in the way, for a person. */
export function renderDiagnosis(diagnosis: Diagnosis, options: Place): string {
  const page = pageFor(options)
  const lines = [
    ...paragraph(page, 0, '', machineLine(diagnosis), page.colours.bold),
    ...(diagnosis.python === undefined ? [] : paragraph(page, 0, '', pythonLine(diagnosis.python))),
    ...paragraph(page, 0, '', verdict(diagnosis)),
    ...diagnosis.findings.flatMap((finding) => ['', ...findingLines(finding, page)]),
  ]
  return `${lines.join('\n')}\n`
}

function machineLine({ machine }: Diagnosis): string {
  const { name, system, gpuBudgetBytes } = machine
  const budget = gpuBudgetBytes === undefined ? '' : `; the GPU may use ${(gpuBudgetBytes / 1e9).toFixed(1)} GB`
  return `${name}, ${system}${budget}.`
}

function pythonLine({ executable, version, torch, mlx }: NonNullable<Diagnosis['python']>): string {
  const has = [torch && `PyTorch ${torch}`, mlx && `MLX ${mlx}`].filter((each) => each !== undefined)
  return `Python ${version} (${executable}) with ${has.length === 0 ? 'neither PyTorch nor MLX' : has.join(' and ')}.`
}

function verdict({ usesGpu, findings }: Diagnosis): string {
  if (usesGpu === true) return 'PyTorch can use the GPU here.'
  if (usesGpu === false) return 'PyTorch cannot use the GPU here.'
  return findings.some(({ effect }) => effect === 'blocks')
    ? 'No GPU can be used here.'
    : 'Whether PyTorch can use the GPU here was not asked.'
}

function findingLines({ code, effect, message, fix, sources }: DiagnosisFinding, page: Page): readonly string[] {
  const { colours } = page
  const paint = effect === 'info' ? colours.dim : effect === 'degrades' ? colours.yellow : colours.red
  return [
    ...paragraph(page, 0, `${effect}: `, message, paint),
    ...(fix === undefined ? [] : paragraph(page, 2, 'fix: ', fix, colours.cyan)),
    ...paragraph(page, 2, '', code).map(colours.dim),
    ...sourceLines(sources, page, 2),
  ]
}
