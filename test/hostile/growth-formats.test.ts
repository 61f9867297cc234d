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

/** Milliseconds below which a reader is quick enough, however it grows. */
const QUICK = 10

const TRIES = 4
const SIZES = [12_000, 24_000] as const

describe.each(formats)('$name', ({ read }) => {
  test('reads twice as much of anything in twice the time', () => {
    const slow = PIECES.flatMap((piece) => {
      const [once, twice] = SIZES.map((size) => piece.repeat(Math.ceil(size / piece.length)))
      let told = ''
      for (let tries = 0; tries < TRIES; tries++) {
        const times = [timeOf(once), timeOf(twice)] as const
        if (times[1] < QUICK || times[1] <= MAX_GROWTH * times[0]) return []
        told = `${JSON.stringify(piece)}: ${times.map((time) => time.toFixed(0)).join(' and ')} ms`
      }
      return [told]
    })
    expect(slow).toEqual([])
  })

  function timeOf(text = ''): number {
    const before = process.cpuUsage()
    read({ path: 'a/file', text })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
})
