import { isShown, pitfallsWith } from '../../knowledge/pitfalls.ts'
import type { Words } from '../../project/python/relevance.ts'
import type { Known } from '../rule.ts'

/** The functions and methods that Metal refuses some of what they are given, or answers wrongly, with the target's PyTorch. */
export function pitfallWords({ knowledge, target }: Known): Words {
  const names = pitfallsWith(knowledge, target.packages['torch']?.version)
    .filter(isShown)
    .flatMap(({ calls }) => calls)
    .filter((name) => !ORDINARY.has(lastPart(name)))
  return {
    // What makes numbers complex, and the method that factors of them are given to (`isComplexFactor`).
    strong: ['view_as_complex', 'polar', 'mps', 'nested_tensor', 'as_nested_tensor'],
    called: names.map(lastPart),
    methods: names.filter((name) => name.startsWith('torch.Tensor.')).map(lastPart),
    weak: ['repeat', 'dtype', 'device', 'cpu'],
  }
}

/** Names of functions that nearly every file has: only where something else makes the code worth reading. */
const ORDINARY = new Set([
  'to',
  'cuda',
  'repeat',
  'tile',
  'max',
  'norm',
  'gather',
  'scatter',
  'reduce',
  'broadcast',
  'linear',
  'inverse',
  'inv',
])

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
