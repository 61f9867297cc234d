import type { Port, PortChange, PortFirst, PortLeft } from '../../../report/port.ts'
import type { Place } from '../../output.ts'
import { EFFECT_WORDS, STATUS_CHIPS } from '../../words.ts'
import { placeOf } from '../findings.ts'
import { counted, type Page, pageFor, paragraph, twoColumns } from '../page.ts'
import { printable } from '../printable.ts'

/** Places that are shown of what is left for one reason; the JSON has all of them. */
const MAX_PLACES = 5
/** Kinds of what is left, and edits that are not made. */
const MAX_LISTED = 20

/** What a port comes to, for a person: the changes as a diff, and what is to be said of them. */
export function renderPort(port: Port, options: Place, { showsDiff }: { readonly showsDiff: boolean }): string {
  const page = pageFor(options)
  const diff = showsDiff ? port.files.flatMap((file) => diffLines(file.diff, page)) : []
  return `${[...diff, ...summary(port, page)].join('\n')}\n`
}

/** A unified diff without anything that a terminal obeys. */
export function diffLines(diff: string, { colours }: Page): readonly string[] {
  return diff
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const shown = printable(line)
      if (/^(?:---|\+\+\+) /.test(line)) return colours.bold(shown)
      if (line.startsWith('@@')) return colours.cyan(shown)
      return line.startsWith('+') ? colours.green(shown) : line.startsWith('-') ? colours.red(shown) : shown
    })
}

function summary(port: Port, page: Page): readonly string[] {
  const { changes, files, setAside, left } = port
  return [
    ...(files.length === 0 ? [] : ['']),
    ...paragraph(page, 0, '', headline(port), page.colours.bold),
    ...(changes.length === 0 ? [] : paragraph(page, 0, '', proofWords(port))),
    ...firstSection(port, page),
    ...changesSection(changes, page),
    ...asideSection(setAside, page),
    ...leftSection(left, page),
    ...rehearsalSection(port, page),
    ...writtenLine(port, page),
  ]
}

/** `14 of 18 findings answered; the Mac goes from "blocked" to "needs edits by hand"`. */
export function headline({ findings, platforms: { metal }, changes }: Port): string {
  const { before, answered } = findings
  if (before === 0) return 'There is nothing to be done for a Mac.'
  if (changes.length === 0) {
    return `There are no edits to be made: ${counted(before, 'finding')} ${before === 1 ? 'is' : 'are'} left to be answered by hand; the Mac stays at “${STATUS_CHIPS[metal.after]}”.`
  }
  const byHand = metal.after === 'needs-edits' ? `${STATUS_CHIPS[metal.after]} by hand` : STATUS_CHIPS[metal.after]
  const fares =
    metal.before === metal.after ? `stays at “${byHand}”` : `goes from “${STATUS_CHIPS[metal.before]}” to “${byHand}”`
  return `${answered} of ${counted(before, 'finding')} answered; the Mac ${fares}.`
}

/** What was shown, in a few sentences. */
export function proofWords({ proof, platforms: { cuda } }: Port): string {
  const { files, by } = proof.parsed
  const fares = proof.machines.map(({ machine, seen, same }) => {
    const share = same === seen ? `all ${counted(seen, 'act')}` : `${counted(same, 'act')} of ${seen}`
    return `${machine === 'linux-cuda' ? 'on CUDA' : 'without a GPU'} ${share}`
  })
  const status =
    cuda.before === cuda.after ? '' : ` CUDA goes from “${STATUS_CHIPS[cuda.before]}” to “${STATUS_CHIPS[cuda.after]}”.`
  return [
    `Of the calls, assignments, defaults and imports that were seen, the same are ${fares.join(' and ')}, with the same devices and number types and in the same order;`,
    `what is required on Linux ${proof.requirements === 'same' ? 'is as before' : 'is not'}.`,
    `${counted(files, 'changed file')} ${files === 1 ? 'parses' : 'parse'}, by ${by.join(' and ')}.${status}`,
  ].join(' ')
}

/** What is to be done before more edits can be made. */
function firstSection({ first }: Port, page: Page): string[] {
  if (!first) return []
  return [
    '',
    ...paragraph(page, 0, 'First: ', firstWords(first), page.colours.bold),
    ...first.sites.slice(0, MAX_PLACES).map((site) => `   ${printable(placeOf(site))}  ${printable(site.excerpt)}`),
  ]
}

/** Why edits are missing, and what to do for them. */
export function firstWords({ atLeast, version, sites }: PortFirst): string {
  const held = version === undefined ? `a PyTorch before ${atLeast}` : `PyTorch ${version}`
  const by = sites.length === 0 ? ' by a lock file' : ''
  return `the project is held to ${held}${by}, which has no Metal, so that nothing is edited that would ask for it. Let it be ${atLeast} or later, and port again.`
}

function changesSection(changes: readonly PortChange[], page: Page): string[] {
  if (changes.length === 0) return []
  const kinds = groupedBy(changes, ({ code, safety, why, lowered }) =>
    JSON.stringify([code, safety, why, lowered !== undefined]),
  )
  return [
    '',
    page.colours.bold(`Changes (${changes.length})`),
    ...kinds.flatMap((own) => {
      const [first] = own
      if (!first) return []
      const more = own.length === 1 ? '' : ` and ${counted(own.length - 1, 'more place')}`
      const label = `${first.safety === 'safe' ? 'safe' : 'suggested'}: `
      const doubt = first.lowered === undefined ? '' : ` Not shown to be safe: ${first.lowered}.`
      return [
        ...paragraph(
          page,
          3,
          label,
          `${first.why}${doubt}`,
          first.safety === 'safe' ? page.colours.green : page.colours.yellow,
        ),
        `     ${printable(`${placeOf(first)}${more}`)}  ${page.colours.dim(printable(first.code))}`,
      ]
    }),
  ]
}

function asideSection(setAside: Port['setAside'], page: Page): string[] {
  if (setAside.length === 0) return []
  const shown = setAside.slice(0, MAX_LISTED)
  return [
    '',
    page.colours.bold('Not made'),
    ...shown.flatMap((edit) => paragraph(page, 3, `${placeOf(edit)} `, `${edit.code} ${edit.reason}`)),
    ...(setAside.length > shown.length ? [`   and ${setAside.length - shown.length} more`] : []),
  ]
}

/** What is left: for each piece of advice its places. */
function leftSection(left: readonly PortLeft[], page: Page): string[] {
  if (left.length === 0) return []
  const kinds = groupedBy(left, ({ code, effect, fix, message }) =>
    JSON.stringify([code, effect, fix?.summary ?? message]),
  )
  const shown = kinds.slice(0, MAX_LISTED)
  return [
    '',
    page.colours.bold(`Left to do by hand (${left.length})`),
    ...shown.flatMap((own) => {
      const [first] = own
      if (!first) return []
      const sites = own.flatMap((finding) => finding.sites)
      const width = Math.min(
        Math.floor(page.columns / 2),
        Math.max(...sites.slice(0, MAX_PLACES).map((site) => placeOf(site).length)),
      )
      return [
        ...paragraph(page, 3, '', `${EFFECT_WORDS[first.effect]}: ${first.message}`),
        ...(first.fix ? paragraph(page, 3, 'Fix: ', first.fix.summary, page.colours.bold) : []),
        ...sites.slice(0, MAX_PLACES).map((site) => twoColumns(page, 5, placeOf(site), width, site.excerpt)),
        ...(sites.length > MAX_PLACES ? [`     and ${counted(sites.length - MAX_PLACES, 'more place')}`] : []),
        `   ${page.colours.dim(printable(first.code))}`,
      ]
    }),
    ...(kinds.length > shown.length
      ? [`   and ${counted(kinds.length - shown.length, 'more kind')}; --format json has all`]
      : []),
  ]
}

function rehearsalSection({ rehearsal }: Port, page: Page): string[] {
  if (!rehearsal) return []
  const { command, differences } = rehearsal
  return [
    '',
    page.colours.bold(printable(`Rehearsed: ${command.join(' ')}`)),
    ...(differences.length === 0
      ? ['   Nothing differs.']
      : differences.flatMap((text) => paragraph(page, 3, '', text))),
  ]
}

function writtenLine({ written, changes }: Port, page: Page): string[] {
  if (written && written.files.length > 0) {
    const files = counted(written.files.length, 'file')
    return [
      '',
      ...paragraph(page, 0, '', `${files} written. acclimate port --undo puts back what was there.`, page.colours.bold),
    ]
  }
  return changes.length === 0
    ? []
    : ['', 'Nothing is written: --write makes the changes, --patch FILE saves them for git apply.']
}

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const known = groups.get(keyOf(item))
    if (known) known.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}
