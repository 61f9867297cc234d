import { statementFor } from '../../knowledge/statements.ts'
import type { Words } from '../../project/python/relevance.ts'
import type { Known } from '../rule.ts'

/** The modules of all libraries that are not known to support Metal on the day. */
export function importWords({ knowledge, asOf }: Known): Words {
  const modules = knowledge.libraries
    .filter(({ metal }) => statementFor(metal, undefined, asOf)?.status !== 'supported')
    .flatMap(({ imports }) => imports.map((name) => name.slice(name.lastIndexOf('.') + 1)))
  return { strong: modules.filter((name) => !COMMON.has(name)) }
}

/** Names of modules that are ordinary words, or that nearly every file imports; alone they say nothing. */
const COMMON = new Set([
  'torch',
  'torchvision',
  'torchaudio',
  'transformers',
  'diffusers',
  'accelerate',
  'datasets',
  'clip',
  'metal',
  'warp',
  'kernels',
  'composer',
  'ray',
  'whisper',
  'comfy',
  'dali',
  'fla',
  'k2',
  'awq',
  'torch_xla',
])
