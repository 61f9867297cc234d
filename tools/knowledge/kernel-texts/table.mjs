/** Reads and writes kernel-texts.tsv: exception, a letter for each release (y, or -), and the text, which may end in a blank. */
import { existsSync, readFileSync } from 'node:fs'

export function readTexts(file) {
  if (!existsSync(file)) return new Map()
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const releases = head.split('\t')[1].split(' ')
  return new Map(
    lines.map((line) => {
      const [exception, letters, quoted] = line.split('\t')
      const text = JSON.parse(quoted)
      const known = new Set(releases.filter((_, index) => letters[index] === 'y'))
      return [`${exception}\t${text}`, { text, exception, releases: known }]
    }),
  )
}

/** Sorted; texts that no release has are left out. */
export function writtenTexts(texts, releases) {
  const rows = [...texts.values()]
    .filter((row) => row.releases.size > 0)
    .map((row) => {
      const letters = releases.map((release) => (row.releases.has(release) ? 'y' : '-')).join('')
      return `${row.exception}\t${letters}\t${JSON.stringify(row.text)}`
    })
  return `${[`exception\t${releases.join(' ')}\ttext`, ...rows.toSorted()].join('\n')}\n`
}

/** `2.14.0` as one number, for sorting. */
export function numbersOf(release) {
  return release.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)
}
