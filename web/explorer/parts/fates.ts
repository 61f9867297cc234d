import type { FunctionFate, OperatorFate } from '../../../src/report/lookup.ts'

export type Fate = OperatorFate | FunctionFate

/** How an operator or a function fares on Metal, in words. */
export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  native: 'runs on the GPU',
  composite: 'made of others',
  'falls-back': 'falls back to the CPU',
  missing: 'missing',
  'not-applicable': 'not for dense tensors',
  absent: 'not in that release',
  unknown: 'not known',
}

/** Equal neighbours merged, for sentences: `missing until 2.2, runs on the GPU since 2.3`. */
export function fatesInWords(releases: readonly { readonly torch: string; readonly status: Fate }[]): string {
  const spans: { readonly status: Fate; readonly first: string; last: string }[] = []
  for (const { torch, status } of releases) {
    const open = spans.at(-1)
    if (open?.status === status) open.last = torch
    else spans.push({ status, first: torch, last: torch })
  }
  return spans
    .map(({ status, first, last }, index) => {
      const words = FATE_WORDS[status]
      if (index === spans.length - 1)
        return index === 0 ? `${words} in all releases since ${short(first)}` : `${words} since ${short(first)}`
      return first === last ? `${words} in ${short(first)}` : `${words} from ${short(first)} to ${short(last)}`
    })
    .join(', ')
}

/** `2.15` of `2.15.0`: releases are of minor versions. */
export function short(release: string): string {
  return release.replace(/\.0$/, '')
}
