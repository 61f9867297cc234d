import type { Machine } from '../../fit/machine.ts'
import type { Model } from '../../fit/model.ts'
import type { ModelAsked, WorkAsked } from '../../fit/question.ts'
import type { Needs, Work } from '../../report/needs.ts'
import type { WorkKind } from '../../report/fit.ts'

/** What takes most of a machine comes first: who trains also runs the result. */
const KINDS: readonly (readonly [Work, WorkKind])[] = [
  ['fine-tuning', 'full-fine-tuning'],
  ['training', 'training'],
  ['lora', 'lora'],
  ['qlora', 'qlora'],
]

/** What is done with a model. */
export function kindFor({ work = [] }: Needs, { kind }: Model): WorkKind {
  if (kind === 'image') return 'image-generation'
  if (kind === 'speech') return 'inference'
  const found = KINDS.find(([name]) => work.includes(name))?.[1]
  return found ?? (kind === 'vision' ? 'training' : 'inference')
}

export function isTraining(kind: WorkKind): boolean {
  return kind !== 'inference' && kind !== 'image-generation'
}

/** Of bits that are named without a format, what most people take. */
const BY_BITS: Readonly<Record<string, string>> = {
  2: 'Q2_K',
  3: 'Q3_K_M',
  4: 'Q4_K_M',
  5: 'Q5_K_M',
  6: 'Q6_K',
  8: 'Q8_0',
  16: 'F16',
}

/** The question to `fit`, in the runtime that people use on the machine. */
export function askedOf(needs: Needs, { model, quantization: named }: ModelAsked, { platform }: Machine): WorkAsked {
  const kind = kindFor(needs, model)
  const isText = kind === 'inference' && model.kind === 'text'
  const quantization = isText ? (quantizationFor(needs, model) ?? named) : undefined
  const { context, batch } = needs
  return {
    work: kind,
    ...(quantization !== undefined && { quantization }),
    // mlx-lm has what PEFT and bitsandbytes are elsewhere.
    ...(platform === 'metal' && (kind === 'lora' || kind === 'qlora') && { runtime: 'mlx' }),
    ...(context !== undefined && { context }),
    ...(batch !== undefined && { batch }),
  }
}

function quantizationFor({ quantization }: Needs, { id }: Model): string | undefined {
  const bits = /^\s*(\d{1,2})\s*-?\s*bits?\s*$/i.exec(quantization ?? '')?.[1]
  if (bits === undefined) return quantization
  // Published in four bits of its own, and in no others.
  return id.startsWith('gpt-oss') ? undefined : (BY_BITS[bits] ?? quantization)
}
