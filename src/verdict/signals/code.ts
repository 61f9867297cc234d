/** What the findings about code and containers say. */
import type { Finding } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { counts, isSevere, isWithoutRemedy } from '../status.ts'
import { atStrength, type SignalOf, shareOf } from './signal.ts'

/** Places from which on code that knows CUDA alone does so throughout. */
const THROUGHOUT = 20

const KERNELS = /^(?:kernels|numba)\//
const CONTAINERS = /^container\//

export const ownKernels: SignalOf = (evidence) => {
  const findings = onMetal(evidence).filter(({ code }) => KERNELS.test(code))
  const main = findings.filter(counts)
  const wanted = evidence.project ? 0 : shareOf(evidence, 'kernels')
  const strength = main.some(isWithoutRemedy) ? 1 : main.length > 0 ? 0.6 : 0
  return atStrength(Math.max(strength, wanted), { findings: main })
}

export const codeForCuda: SignalOf = (evidence) => {
  const findings = onMetal(evidence).filter(
    (finding) => counts(finding) && isSevere(finding) && isOfCode(finding) && !evidence.project?.choosesMetal,
  )
  const count = new Set(findings.flatMap(({ sites }) => sites.map(({ file, line }) => `${file}:${line}`))).size
  return atStrength(count / THROUGHOUT, { findings, words: { places: count === 1 ? '1 place' : `${count} places` } })
}

export const gpuContainers: SignalOf = (evidence) => {
  const findings = evidence.findings.filter(({ code }) => CONTAINERS.test(code))
  const isMain = findings.some(({ reach }) => reach === 'main')
  return atStrength(findings.length === 0 ? 0 : isMain ? 1 : 0.4, { findings })
}

function onMetal({ findings }: Evidence): readonly Finding[] {
  return findings.filter(({ platform }) => platform === 'metal')
}

/** Libraries, kernels and containers have considerations of their own. */
function isOfCode({ code, library }: Finding): boolean {
  return library === undefined && !KERNELS.test(code) && !CONTAINERS.test(code) && !code.startsWith('dependency/')
}
