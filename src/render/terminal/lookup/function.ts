import type { FunctionAnswer, FunctionCase, PitfallAnswer } from '../../../report/lookup.ts'
import { type Page, paragraph } from '../page.ts'
import { sourceLines } from './sources.ts'
import { spansOf } from './spans.ts'

/** A function of PyTorch: how it fares on MPS over the releases, because of which operators, and in which cases not. */
export function functionSection(answer: FunctionAnswer, page: Page): string[] {
  const { bold } = page.colours
  const { name, releases, operators, backward, cases = [], failingDtypes, pitfalls, mlx, sources } = answer
  const isKnown = releases.some(({ status }) => status !== 'unknown')
  const row = (label: string, text: string) => paragraph(page, 2, `${label}  `.padEnd(12), text, bold)
  return [
    ...paragraph(page, 0, '', `${name} (function of PyTorch, on MPS)`).map(bold),
    ...row('Metal', isKnown ? spansOf(releases) : 'not known: nobody has recorded what it comes down to'),
    ...(operators.length > 0 ? row('Decided by', operators.join(', ')) : []),
    ...(backward ? row('Gradient', `${spansOf(backward.releases)} (${backward.operators.join(', ')})`) : []),
    ...cases.flatMap((each) => [...row('But', caseText(each)), ...sourceLines(each.sources, page, 14)]),
    ...(failingDtypes.length > 0 ? row('Fails with', failingDtypes.map(dtypeOf).join('; ')) : []),
    ...pitfalls.flatMap((pitfall) => [
      ...row('Beware', pitfallText(pitfall)),
      ...sourceLines(pitfall.sources, page, 14),
    ]),
    ...(mlx ? row('MLX', mlxOf(mlx)) : []),
    ...sourceLines(sources, page, 2),
  ]
}

function caseText({ what, backward, releases, operators }: FunctionCase): string {
  return `if ${what}${backward ? ', its gradient' : ''}: ${spansOf(releases)} (${operators.join(', ')})`
}

function dtypeOf({ dtype, releases }: FunctionAnswer['failingDtypes'][number]): string {
  return `${dtype} (${releases.join(', ')})`
}

const EFFECT: Readonly<Record<PitfallAnswer['effect'], string>> = {
  raises: 'raises',
  'falls-back': 'computed on the CPU',
  'wrong-results': 'wrong results',
}

function pitfallText({ what, effect, dtypes, when, since, until, macos, instead }: PitfallAnswer): string {
  const parts = [dtypes?.join(', '), when, range('PyTorch', since, until), range('macOS', macos?.since, macos?.until)]
  const limits = parts.filter((part) => part !== undefined && part !== '').join('; ')
  return `${what}: ${EFFECT[effect]}${limits === '' ? '' : ` (${limits})`}.${instead === undefined ? '' : ` ${instead}`}`
}

function range(name: string, from: string | undefined, to: string | undefined): string {
  const parts = [from === undefined ? [] : `since ${name} ${from}`, to === undefined ? [] : `before ${name} ${to}`]
  return parts.flat().join(', ')
}

function mlxOf({ kind, name, differs }: NonNullable<FunctionAnswer['mlx']>): string {
  if (kind === 'absent' || name === undefined) return 'nothing of this kind is documented'
  return differs === undefined ? name : `${name}, which differs: ${differs}`
}
