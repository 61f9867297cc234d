import { dtypeOf } from '../../trace/dtype.ts'
import type { DecisionSeen } from '../../trace/observation.ts'
import type { Basis } from '../../trace/place.ts'
import type { Expression } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import type { Value } from '../../trace/value.ts'

export type Precision = 'full' | 'float16' | 'bfloat16'

/** Names of dtypes, and words by which trainers are told of precision. */
const NAMES: Readonly<Record<string, Precision>> = {
  float32: 'full',
  fp32: 'full',
  no: 'full',
  '32': 'full',
  '32-true': 'full',
  float16: 'float16',
  fp16: 'float16',
  '16': 'float16',
  '16-mixed': 'float16',
  '16-true': 'float16',
  bfloat16: 'bfloat16',
  bf16: 'bfloat16',
  'bf16-mixed': 'bfloat16',
  'bf16-true': 'bfloat16',
}

/** The precision that a value names: of a dtype, or of a text such as `fp16`. A single name for all that it may be. */
export function precisionOf(value: Value): Precision | undefined {
  if (value.kind !== 'choice') return ownPrecision(value)
  const found = new Set(value.options.map(ownPrecision))
  return found.size === 1 ? [...found][0] : undefined
}

function ownPrecision(value: Value): Precision | undefined {
  if (value.kind !== 'external' && !(value.kind === 'constant' && typeof value.value === 'string')) return undefined
  const name = (value.kind === 'constant' ? String(value.value) : undefined) ?? dtypeOf(value)
  return name !== undefined && Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
}

/** What a Mac computes in where the precision is chosen by whether there is CUDA: `float16 if on_cuda else float32`. */
export function precisionWithoutCuda({ chosen, rejected, basis, test }: DecisionSeen): Precision | undefined {
  if (!chosen || !rejected || !asksForCuda(basis) || asksForCpu(test)) return undefined
  const [own, other] = [precisionOf(chosen), precisionOf(rejected)]
  return own && other && own !== other && other !== 'full' ? own : undefined
}

/** `float32 if device in ("cpu", torch.device("cpu")) else float16`: once a Mac chooses Metal, it goes the way of CUDA. */
function asksForCpu(test: Expression): boolean {
  const text = unparse(test)
  return /'cpu'/.test(text) && !/cuda|gpu/i.test(text)
}

/** Whether it is asked for CUDA, and not for Metal. */
export function asksForCuda(basis: readonly Basis[]): boolean {
  return basis.some(({ fact }) => fact === 'cuda' || fact === 'device') && !basis.some(({ fact }) => fact === 'mps')
}
