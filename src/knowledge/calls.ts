import { ge, valid } from '@renovatebot/pep440'
import type { CallFact, Equivalent, Knowledge } from './knowledge.ts'
import { lookUpBy } from './look-up.ts'
import { nameThere } from './metal-names.ts'

const callByName = lookUpBy<CallFact>((call) => [call.name])
const equivalentByName = lookUpBy<Equivalent>((equivalent) => [equivalent.name])

/** What a public call such as `torch.cuda.synchronize` or `torch.zeros(device='cuda')` does in a build without CUDA. */
export function callFact(knowledge: Pick<Knowledge, 'calls'>, qualifiedName: string): CallFact | undefined {
  return callByName(knowledge.calls, qualifiedName)
}

/**
 * What to write for a CUDA call so that it works on Metal. The device-neutral form is left out for a version of PyTorch
 * that does not have it yet.
 *
 * @param torchVersion - PEP 440; when absent, the newest one
 */
export function equivalentOf(
  knowledge: Pick<Knowledge, 'equivalents' | 'metalNames'>,
  qualifiedName: string,
  torchVersion: string | undefined,
): Equivalent | undefined {
  const found = equivalentByName(knowledge.equivalents, qualifiedName)
  if (!found || torchVersion === undefined || valid(torchVersion) === null) return found
  const { mps, neutral, since, ...rest } = found
  const hasNeutral = since === undefined || ge(torchVersion, since)
  return {
    ...rest,
    ...(mps !== undefined && hasForm(knowledge, mps, torchVersion) ? { mps } : {}),
    ...(hasNeutral && neutral !== undefined ? { neutral } : {}),
    ...(hasNeutral && since !== undefined ? { since } : {}),
  }
}

/** Whether a version has the function of `torch.mps` that a form calls, as far as that is known. */
function hasForm(knowledge: Pick<Knowledge, 'metalNames'>, form: string, torchVersion: string): boolean {
  const [name] = /^torch\.[\w.]+/.exec(form) ?? []
  return name === undefined || nameThere(knowledge, name, torchVersion)?.isThere !== false
}
