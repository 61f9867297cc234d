import { describe, expect, test } from 'vitest'
import { formats } from '../../src/generated/formats.ts'
import { MAX_GROWTH } from './growth.ts'

/** What files of all formats are made of; one after the other it leads every reader somewhere. */
const PIECES = [
  ' ',
  '\n',
  '\t\n',
  '\r',
  'a ',
  'a: b\n',
  'a = b\n',
  'a=b;',
  '- a\n',
  '- ',
  '  - ',
  '[a]\n',
  '[[a]]\n',
  '[',
  '{',
  '(',
  ']})',
  '"',
  '"a",',
  "'",
  '"""',
  '\\',
  '\\\n',
  '#',
  '# a\n',
  '//',
  '/*',
  '<<',
  '<<<',
  '<<EOF\n',
  '$(',
  '${',
  '`',
  '&a ',
  '*a ',
  '|\n',
  '>\n',
  '---\n',
  '%',
  ',',
  '.',
  '-',
  '9',
  'cuda',
  'cuda(',
  'torch==1\n',
  'FROM a\n',
  'ENV a=$a\n',
  'RUN a\n',
  'RUN a && \\\n',
  '__global__ void f(',
  'nvcc ',
]

/** Milliseconds of processor time up to which twice as much tells nothing: a pause for collection alone takes that. */
const QUICK = 25
/** Of all runs of a size the quickest counts: what else the machine does only makes them longer. */
const TRIES = 4
const SIZE = 12_000
/** Doublings over which growth is confirmed: what a busy machine adds once does not grow with each of them. */
const DOUBLINGS = 3

describe.each(formats)('$name', ({ read }) => {
  test('reads twice as much of anything in twice the time', () => {
    expect(PIECES.flatMap((piece) => slowOn(piece))).toEqual([])
  })

  function slowOn(piece: string): readonly string[] {
    if (growthOf(piece, 1) === undefined) return []
    const grown = growthOf(piece, DOUBLINGS)
    return grown === undefined ? [] : [`${JSON.stringify(piece)}: ${grown}`]
  }

  /** What so many doublings cost where it is more than it may be, each size at its quickest; undefined where it is not. */
  function growthOf(piece: string, doublings: number): string | undefined {
    const [small, large] = [SIZE, SIZE * 2 ** doublings].map((size) => piece.repeat(Math.ceil(size / piece.length)))
    let [once, more] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let tries = 0; tries < TRIES; tries++) {
      once = Math.min(once, timeOf(small))
      more = Math.min(more, timeOf(large))
      if (more < QUICK || more <= MAX_GROWTH ** doublings * once) return undefined
    }
    return `${once.toFixed(0)} ms, and ${more.toFixed(0)} ms for ${2 ** doublings} times as much`
  }

  function timeOf(text = ''): number {
    const before = process.cpuUsage()
    read({ path: 'a/file', text })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
})
