import type { ContainerFact } from '../../facts.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { gpuOptions } from '../gpu-flags.ts'

/** A line that a batch system reads: Slurm, PBS, Grid Engine, LSF. */
const DIRECTIVE = /^#(?:SBATCH|PBS|\$|BSUB)[ \t]+(\S.*)$/gm

/** The GPU requests in the comment lines that Slurm and other batch systems read. */
export function batchGpuRequests(file: TextFile): ContainerFact[] {
  const requests: ContainerFact[] = []
  for (const match of file.text.matchAll(DIRECTIVE)) {
    const options = (match[1] ?? '').trimEnd()
    if (!asksForGpu(match[0], options)) continue
    const at = match.index
    requests.push({
      kind: 'gpu-request',
      how: 'batch-system',
      what: options,
      site: siteAt(file, at, at + match[0].trimEnd().length),
    })
  }
  return requests
}

function asksForGpu(line: string, options: string): boolean {
  if (line.startsWith('#SBATCH')) return gpuOptions(options.split(/\s+/)).length > 0
  return /gpu/i.test(options)
}
