import { ge, valid } from '@renovatebot/pep440'
import type { CallFact, Equivalent, Knowledge } from './knowledge.ts'
import { lookUpBy } from './look-up.ts'

const callByName = lookUpBy<CallFact>((call) => [call.name])
const equivalentByName = lookUpBy<Equivalent>((equivalent) => [equivalent.name])

/** What a public call such as `torch.cuda.synchronize` or `torch.zeros(device='cuda')` does in a build without CUDA. */
export function callFact(knowledge: Knowledge, qualifiedName: string): CallFact | undefined {
  return callByName(knowledge.calls, qualifiedName)
}

/**
 * What to write for a CUDA call so that it works on Metal. The device-neutral form is left out for a version of PyTorch
 * that does not have it yet.
 *
 * @param torchVersion - PEP 440; when absent, the newest one
 */
export function equivalentOf(
  knowledge: Knowledge,
  qualifiedName: string,
  torchVersion: string | undefined,
): Equivalent | undefined {
  const found = equivalentByName(knowledge.equivalents, qualifiedName)
  if (!found || found.since === undefined || torchVersion === undefined || valid(torchVersion) === null) return found
  if (ge(torchVersion, found.since)) return found
  const { neutral: _tooNew, since: _since, ...older } = found
  return older
}
