import type { Runtime, WorkKind } from '../../report/fit.ts'
import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'

/** By what ranges of generating text differ: work that is predicted about equally well, the most particular first. */
export function classesOf(
  kind: 'decode' | 'prefill',
  { machine, model, runtime, batch }: ClassCase,
): readonly string[] {
  const cards = machine.count > 1 ? 'several' : 'one'
  const body = model.architecture?.experts === undefined ? 'dense' : 'experts'
  if (kind === 'decode' && batch > 1) return ['decode together']
  return [`${kind} ${runtime} ${body} ${cards}`]
}

interface ClassCase {
  readonly machine: Machine
  readonly model: Model
  readonly runtime: Runtime
  /** Sequences at a time. */
  readonly batch: number
}

/** The same of training. */
export function trainingClassesOf(kind: WorkKind | 'forward'): readonly string[] {
  if (kind === 'forward') return ['train forward', 'train']
  return [kind === 'lora' || kind === 'qlora' ? 'train adapters' : 'train all', 'train']
}
