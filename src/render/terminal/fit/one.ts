import type { Estimate, Fit } from '../../../report/fit.ts'
import { counted, type Page, paragraph } from '../page.ts'
import { printable } from '../printable.ts'
import { bar, gigabytes, plainNumber, range } from './numbers.ts'

const LABEL = 10
const BAR = 40

/** One model on one machine: what it takes, what is left, how fast it goes, and what these numbers rest on. */
export function oneSection(fit: Fit, page: Page): string[] {
  const { colours } = page
  return [
    colours.bold(printable(`${fit.model.id} (${fit.model.quantization}, ${fit.work.runtime}) on ${fit.machine.name}`)),
    '',
    ...memoryLines(fit, page),
    ...speedLines(fit, page),
    ...costLines(fit, page),
    ...fit.notes.flatMap((note) => ['', ...paragraph(page, 0, '', note)]),
  ]
}

function memoryLines({ memory, machine, work }: Fit, page: Page): string[] {
  const { bytes, parts, fits } = memory
  const { colours } = page
  const verdict = fits ? colours.green('fits') : colours.red('does not fit')
  const share = bytes.value / machine.gpuBudgetBytes
  const of =
    machine.platform === 'metal' ? `that the GPU may have of ${gigabytes(machine.memoryBytes)}` : 'of GPU memory'
  return [
    `${'Memory'.padEnd(LABEL)}${colours.bold(gigabytes(bytes.value))} (${gigabytes(bytes.low)} to ${gigabytes(bytes.high)}), ${verdict}: ${gigabytes(machine.gpuBudgetBytes)} ${of}`,
    `${' '.repeat(LABEL)}${bar(Math.min(1, share), BAR)} ${Math.round(share * 100)} %`,
    ...paragraph(page, LABEL, '', parts.map((part) => `${part.name} ${gigabytes(part.bytes)}`).join(', ')),
    ...paragraph(page, LABEL, '', limits(memory, work)),
    '',
  ]
}

/** How far it goes: with a longer context, or with more at a time. */
function limits({ largestContext, largestBatch = 0 }: Fit['memory'], { context, batch, kind }: Fit['work']): string {
  if (context === 1 && kind === 'inference') return 'Half a minute of sound at a time, however long it is.'
  if (context === 1) return `At most ${counted(largestBatch, 'image')} at a time.`
  if (largestContext === undefined || largestContext === 0) return 'Not even a short context fits.'
  const noun = kind === 'inference' ? 'sequence' : 'example'
  const each = batch > 1 ? ` for each of ${batch}` : ''
  const most = `${counted(largestBatch, noun)} of ${counted(context, 'token')} at a time`
  return `At most ${counted(largestContext, 'token')} of context${each}, or ${most}.`
}

function speedLines({ decode, prefill, step, image, sound, offload, work }: Fit, page: Page): string[] {
  const lines = [
    ...speedLine('Writes', decode?.tokensPerSecond, `tokens/s after ${counted(work.depth, 'token')}`),
    ...speedLine('Reads', prefill?.tokensPerSecond, 'tokens/s of a prompt'),
    ...speedLine('Step', step?.seconds, 'seconds'),
    ...speedLine('Trains', step?.tokensPerSecond, work.context === 1 ? 'images/s' : 'tokens/s'),
    ...speedLine(
      'Image',
      image?.seconds,
      `seconds (${counted(image?.steps ?? 0, 'step')}, ${image?.size} pixels a side)`,
    ),
    ...speedLine('Hears', sound?.secondsPerSecond, 'seconds of sound a second'),
    ...offloadLines(offload),
  ]
  const basis = decode ?? step
  const estimate = basis?.tokensPerSecond ?? image?.seconds ?? sound?.secondsPerSecond ?? offload?.tokensPerSecond
  return estimate === undefined ? lines : [...lines, ...paragraph(page, LABEL, '', basisOf(estimate), page.colours.dim)]
}

function offloadLines(offload: Fit['offload']): string[] {
  if (offload === undefined) return []
  const { layersOnGpu, layers, processorBytes, tokensPerSecond } = offload
  const held = `${layersOnGpu} of ${counted(layers, 'layer')} on the GPU, ${gigabytes(processorBytes)} in the computer's memory`
  return [
    `${'Offload'.padEnd(LABEL)}${plainNumber(tokensPerSecond.value)} tokens/s (${range(tokensPerSecond)})`,
    `${' '.repeat(LABEL)}${held}`,
  ]
}

function speedLine(label: string, estimate: Estimate | undefined, unit: string): string[] {
  if (estimate === undefined) return []
  return [`${label.padEnd(LABEL)}${plainNumber(estimate.value)} ${unit} (${range(estimate)})`]
}

const BASES = {
  measured: 'Measured on that machine.',
  calibrated: 'Calibrated on measurements of other machines of its kind; nine of ten lie in the range.',
  analytic: 'Worked out, with nothing comparable measured: run it to know better.',
} as const

function basisOf({ basis }: Estimate): string {
  return BASES[basis]
}

function costLines({ energy, cost, work }: Fit, page: Page): string[] {
  const watts = energy === undefined ? [] : [`Power     ${plainNumber(energy.watts.value)} W (${range(energy.watts)})`]
  const perToken =
    energy?.joulesPerToken === undefined
      ? []
      : [
          `Energy    ${plainNumber(energy.joulesPerToken.value)} J for ${work.context === 1 ? 'an image' : 'a token'} (${range(energy.joulesPerToken)})`,
        ]
  const price = cost?.machine === undefined ? [] : paragraph(page, 0, 'Price     ', `$${plainNumber(cost.machine)}`)
  const lines = [...watts, ...perToken, ...price]
  return lines.length === 0 ? [] : ['', ...lines]
}
