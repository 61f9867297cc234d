/** Understands what `uv pip compile --emit-index-url --emit-find-links` writes: the options that stand for its settings. */
export function readEmitted(text: string): { readonly indexes: readonly string[]; readonly links: readonly string[] } {
  const indexes: string[] = []
  const links: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, option = '', value = ''] = /^--(index-url|extra-index-url|find-links) (\S{1,2000})$/.exec(line) ?? []
    if (option === 'find-links') links.push(value)
    else if (option !== '') indexes.push(value)
  }
  return { indexes, links }
}
