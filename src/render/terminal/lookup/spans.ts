/** How something fares over releases, equal neighbours merged: `missing until 2.13, native since 2.14`. */
export function spansOf(releases: readonly { readonly torch: string; readonly status: string }[]): string {
  const spans: { readonly status: string; readonly first: string; last: string }[] = []
  for (const { torch, status } of releases) {
    const open = spans.at(-1)
    const release = torch.replace(/\.0$/, '')
    if (open?.status === status) open.last = release
    else spans.push({ status, first: release, last: release })
  }
  return spans
    .map(({ status, first, last }, index) => {
      if (index === spans.length - 1) return `${words(status)} since ${first}`
      return first === last ? `${words(status)} in ${first}` : `${words(status)} ${first} to ${last}`
    })
    .join(', ')
}

/** How an operator fares, for people. */
export function words(status: string): string {
  return WORDS.get(status) ?? status
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['composite', 'made of other operators'],
  ['falls-back', 'computed on the CPU'],
  ['not-applicable', 'not for dense tensors'],
  ['absent', 'not there'],
])
