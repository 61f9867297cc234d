import type { Fit } from '../../../../src/report/fit.ts'
import { gigabytes } from '../../../../src/render/terminal/fit/numbers.ts'

const WIDTH = 1000
const HEIGHT = 40
/** Classes of colours, for parts in the order in which they are told. */
const LOOKS = ['part-1', 'part-2', 'part-3', 'part-4', 'part-5', 'part-6'] as const

/** What a model takes, stacked, against what the GPU may have. */
export function MemoryBar({ fit: { memory, machine } }: { readonly fit: Fit }) {
  const budget = machine.gpuBudgetBytes
  const needed = memory.bytes.value
  const most = Math.max(budget, needed) * 1.02
  const xOf = (bytes: number) => (bytes / most) * WIDTH
  const says = `${gigabytes(needed)} of the ${gigabytes(budget)} that the GPU may have, ${Math.round((needed / budget) * 100)} %`
  return (
    <figure class="memory">
      <figcaption>{says}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={says}>
        <rect class="room" width={xOf(budget)} height={HEIGHT} />
        {memory.parts.map(({ name, bytes }, index) => (
          <rect
            key={name}
            class={LOOKS[index % LOOKS.length]}
            x={xOf(memory.parts.slice(0, index).reduce((sum, part) => sum + part.bytes, 0))}
            width={Math.max(1, xOf(bytes) - 1)}
            height={HEIGHT}
          >
            <title>{`${inWords(name)}: ${gigabytes(bytes)}`}</title>
          </rect>
        ))}
        <rect class="limit" x={xOf(budget) - 2} width="4" height={HEIGHT} />
      </svg>
      <p class="legend">
        {memory.parts.map(({ name, bytes }, index) => (
          <span key={name}>
            <i class={LOOKS[index % LOOKS.length]} /> {inWords(name)} {gigabytes(bytes)}
          </span>
        ))}
        <span>
          <i class="limit" /> may be used {gigabytes(budget)}
        </span>
      </p>
    </figure>
  )
}

/** Parts begin in lower case but for what is an abbreviation. */
function inWords(part: string): string {
  return part.replace(/^kv\b/, 'KV')
}
