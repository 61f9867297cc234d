import { toolVersion } from '../config/version.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Lookup } from '../report/lookup.ts'
import { lookUp, type LookupOptions } from './look-up.ts'

/**
 * What is known of a library, an operator, a function of PyTorch or a call around CUDA, such as `bitsandbytes==0.45`,
 * `aten::mode`, `torch.linalg.eig` or `torch.cuda.synchronize`.
 *
 * @throws only for bugs; what is not known has no answers, and perhaps suggestions
 */
export function lookup(name: string, options: Partial<LookupOptions> = {}): Lookup {
  const knowledge = loadKnowledge()
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10)
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version: toolVersion(), knowledge: knowledge.newest },
    ...lookUp(knowledge, name, { ...options, asOf }),
  }
}
