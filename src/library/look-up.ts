import { lookUp as lookUpIn, type LookupOptions } from '../lookup/look-up.ts'
import type { Lookup } from '../report/lookup.ts'
import { knowledge } from '../shipped/knowledge.ts'

/**
 * What is known of a library (`flash-attn`, `bitsandbytes==0.45`), an operator (`aten::mode`), a function of PyTorch
 * (`torch.linalg.eig`) or a call around CUDA (`torch.cuda.synchronize`), on each platform and with sources.
 *
 * @param name - one name, with or without a version
 * @returns without answers, perhaps with suggestions, for a name of which nothing is known
 */
export function lookUp(name: string, options: LookupOptions = {}): Lookup {
  return lookUpIn(knowledge, name, options)
}
