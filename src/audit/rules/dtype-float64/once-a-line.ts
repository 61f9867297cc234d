import type { Draft } from '../../rule.ts'

/** Of a move and a cast in one line the surer is told: what is only possible there is the same numbers again. */
export function onceALine(drafts: readonly Draft[]): readonly Draft[] {
  const sure = new Set(drafts.filter(({ certainty }) => certainty !== 'possible').flatMap(linesOf))
  return drafts.filter((draft) => draft.certainty !== 'possible' || !linesOf(draft).every((line) => sure.has(line)))
}

function linesOf({ sites }: Draft): readonly string[] {
  return sites.map(({ file, line }) => `${file}\0${line}`)
}
