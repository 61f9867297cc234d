import type { Advice, AdviceOption } from '../../report/advice.ts'
import type { Source } from '../../report/report.ts'
import { prose } from '../markdown/text.ts'
import { CHOICE_WORDS } from '../words.ts'
import { rowsOf, wayOf } from './rows.ts'

/** The advice as a page to pass on. */
export function adviceAsMarkdown({ options, recommendation, nextSteps, notes, project, tool }: Advice): string {
  const { choice, certainty, considerations = [], wouldChange = [], reasons } = recommendation
  const doubt = certainty === 'certain' || choice === 'undecided' ? '' : ` (${certainty})`
  const why = considerations.length > 0 ? considerations.map(({ text }) => text) : reasons.map(({ text }) => text)
  const lines = [
    `# ${capital(CHOICE_WORDS[choice])}${doubt}`,
    ...(project === undefined
      ? []
      : ['', `For ${prose(project.name)}: on a Mac ${project.metal}, on CUDA ${project.cuda}.`]),
    ...listOf('Why', why.map(prose)),
    ...options.flatMap(optionLines),
    ...listOf(
      'What would change it',
      wouldChange.map(({ text }) => prose(text)),
    ),
    ...listOf('Next', nextSteps.map(prose)),
    ...listOf('Notes', notes.map(prose)),
    ...listOf('Sources', sourcesOf(options, considerations).map(sourceLine)),
    '',
    `Facts as of ${tool.knowledge}, acclimate ${tool.version}.`,
  ]
  return `${lines.join('\n')}\n`
}

function optionLines(option: AdviceOption, index: number): string[] {
  const rows = rowsOf(option)
  return [
    '',
    `## ${index + 1}. ${prose(option.name)} (${wayOf(option)})`,
    '',
    ...rows.map(([label, text]) => `- **${label}**: ${prose(text)}`),
    ...option.notes.filter((note) => /fan|not known/.test(note)).map((note) => `- ${prose(note)}`),
  ]
}

function listOf(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `## ${title}`, '', ...items.map((item) => `- ${item}`)]
}

/** Each once: what was considered, and what prices and speeds rest on. */
export function sourcesOf(
  options: readonly AdviceOption[],
  considerations: readonly { readonly sources: readonly Source[] }[],
): readonly Source[] {
  const all = [
    ...considerations.flatMap(({ sources }) => sources),
    ...options.flatMap(({ price, models }) => [
      ...(price === undefined ? [] : [price.source]),
      ...models.flatMap(
        ({ decode, training, imageSeconds, sound }) => (decode ?? training ?? imageSeconds ?? sound)?.sources ?? [],
      ),
    ]),
  ]
  return [...new Map(all.map((source) => [source.url, source])).values()]
}

function sourceLine({ url, seen }: Source): string {
  return url.startsWith('https:') ? `<${url.replaceAll(/[<>\s]/g, '')}> (read ${seen})` : `${prose(url)} (read ${seen})`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
