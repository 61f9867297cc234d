import type { Runtime, WorkKind } from '../../report/fit.ts'
import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'

/** By what ranges of generating text differ: work that is predicted about equally well, the most particular first. */
export function classesOf(
  kind: 'decode' | 'prefill',
  { machine, model, runtime }: { readonly machine: Machine; readonly model: Model; readonly runtime: Runtime },
): readonly string[] {
  const cards = machine.count > 1 ? 'several' : 'one'
  const body = model.architecture?.experts === undefined ? 'dense' : 'experts'
  return [`${kind} ${runtime} ${body} ${cards}`]
}

/** The same of training. */
export function trainingClassesOf(kind: WorkKind | 'forward'): readonly string[] {
  if (kind === 'forward') return ['train forward', 'train']
  return [kind === 'lora' || kind === 'qlora' ? 'train adapters' : 'train all', 'train']
}
