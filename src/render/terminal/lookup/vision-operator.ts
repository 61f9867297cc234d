import type { VisionKernel, VisionOperatorAnswer } from '../../../report/lookup.ts'
import { type Page, paragraph } from '../page.ts'
import { sourceLines } from './sources.ts'

/** An operator of torchvision: since when it has a kernel for MPS, and what its gradients need besides. */
export function visionOperatorSection(answer: VisionOperatorAnswer, page: Page): string[] {
  const { bold } = page.colours
  const { name, calls, torchvision, backward, sources } = answer
  const row = (label: string, text: string) => paragraph(page, 2, `${label}  `.padEnd(12), text, bold)
  const asked = torchvision === undefined ? '' : ` (${answer.status} in torchvision ${torchvision})`
  return [
    ...paragraph(page, 0, '', `${name} (operator of torchvision, on MPS)`).map(bold),
    ...row('Metal', `${courseOf(answer)}${asked}`),
    ...(backward ? row('Gradient', `${courseOf(backward)} (${backward.name})`) : []),
    ...row('Called as', calls.join(', ')),
    ...sourceLines(sources, page, 2),
  ]
}

/** Since when there is a kernel. */
export function courseOf({ nativeSince }: VisionKernel): string {
  return nativeSince === undefined
    ? 'missing in all releases'
    : `native since torchvision ${nativeSince}, missing before`
}
