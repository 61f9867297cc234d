import type { Report, Status } from '../../report/report.ts'
import type { Output } from '../output.ts'

/** What the badge says, and in which colour: dark enough for white text to be read (4.5 to 1). */
const SHOWN: Readonly<Record<Status, { readonly text: string; readonly colour: string }>> = {
  runs: { text: 'runs', colour: '#1a7f37' },
  'runs-degraded': { text: 'runs, with limits', colour: '#57750b' },
  'needs-edits': { text: 'needs edits', colour: '#9a6700' },
  blocked: { text: 'blocked', colour: '#c0262d' },
  unknown: { text: 'unknown', colour: '#5d6670' },
}

const LABEL = 'Mac'
const HEIGHT = 20
/** Pixels on both sides of a text. */
const PADDING = 6
/** Pixels of a character on average; textLength makes the text as wide as was reckoned, whatever the font. */
const CHARACTER = 6.5

/** An SVG picture, `Mac | needs edits`, for a README. It holds nothing of the project and loads nothing. */
export const output = {
  name: 'badge',
  purpose: 'a small SVG for a README',
  render: ({ platforms }: Report) => badge(SHOWN[platforms.metal.status]),
} satisfies Output

function badge({ text, colour }: { readonly text: string; readonly colour: string }): string {
  const left = widthOf(LABEL) + 2 * PADDING
  const right = widthOf(text) + 2 * PADDING
  const width = left + right
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${LABEL}: ${text}">
  <title>${LABEL}: ${text}</title>
  <clipPath id="round"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="${left}" height="${HEIGHT}" fill="#3d444d"/>
    <rect x="${left}" width="${right}" height="${HEIGHT}" fill="${colour}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="${PADDING}" y="14" textLength="${widthOf(LABEL)}">${LABEL}</text>
    <text x="${left + PADDING}" y="14" textLength="${widthOf(text)}">${text}</text>
  </g>
</svg>
`
}

function widthOf(text: string): number {
  return Math.round(text.length * CHARACTER)
}
