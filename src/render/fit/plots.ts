import type { Fit } from '../../report/fit.ts'
import { asText } from '../html/escape.ts'
import { gigabytes, plainNumber } from '../terminal/fit/numbers.ts'
import { speedOfFit } from './speed.ts'

/** Units of a plot, about the pixels of a small screen, so that letters keep their size there. */
const WIDTH = 360
const HEIGHT = 220
const LEFT = 52
const RIGHT = 12
const TOP = 16
const BOTTOM = 36

/** A share between 0 and 1 of the plot, from the left and from below. */
const x = (share: number): string => (LEFT + share * (WIDTH - LEFT - RIGHT)).toFixed(1)
const y = (share: number): string => (HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)).toFixed(1)

/** Memory over the context against what the GPU may have; undefined where there is no context. */
export function memoryPlot({ memory: { curve = [] }, machine }: Fit): string | undefined {
  const [first] = curve
  const last = curve.at(-1)
  if (first === undefined || last === undefined || curve.length < 2) return undefined
  const budget = machine.gpuBudgetBytes
  const most = Math.max(budget, last.bytes) * 1.05
  const across = (context: number): number => Math.log(context / first.context) / Math.log(last.context / first.context)
  const points = curve.map(({ context, bytes }) => `${x(across(context))},${y(bytes / most)}`).join(' ')
  const label = `Memory from ${gigabytes(first.bytes)} at ${tokens(first.context)} to ${gigabytes(last.bytes)} at ${tokens(last.context)} tokens; ${machine.name} has ${gigabytes(budget)} for it.`
  return plot(label, [
    ...axes(
      ['0', gigabytes(most / 2), gigabytes(most)],
      [tokens(first.context), tokens(last.context)],
      'tokens of context',
    ),
    `<line x1="${x(0)}" x2="${x(1)}" y1="${y(budget / most)}" y2="${y(budget / most)}" stroke="var(--limit)" stroke-dasharray="4 3"/>`,
    `<text x="${x(0.02)}" y="${Number(y(budget / most)) - 4}">${gigabytes(budget)} may be used</text>`,
    `<polyline points="${points}" fill="none" stroke="var(--bar)" stroke-width="2"/>`,
  ])
}

/** What machines cost against how fast they are; undefined where fewer than two have a price. */
export function costPlot(fits: readonly Fit[]): string | undefined {
  const priced = fits.flatMap((fit, index) => {
    const speed = speedOfFit(fit)
    const usd = fit.cost?.machine
    return speed === undefined || usd === undefined ? [] : [{ number: index + 1, speed, usd, name: fit.machine.name }]
  })
  const [first] = priced
  if (first === undefined || priced.length < 2) return undefined
  const dearest = Math.max(...priced.map(({ usd }) => usd)) * 1.05
  const fastest = Math.max(...priced.map(({ speed }) => speed.estimate.value)) * 1.05
  const dots = priced.map(({ number, speed, usd }) => {
    const [left, down] = [x(usd / dearest), y(speed.estimate.value / fastest)]
    return `<circle cx="${left}" cy="${down}" r="4" fill="var(--bar)"/><text x="${Number(left) + 6}" y="${Number(down) + 4}">${number}</text>`
  })
  const label = `Cost against ${first.speed.unit}: ${priced.map(({ name, usd }) => `${name} ${Math.round(usd)} dollars`).join(', ')}.`
  return plot(label, [
    ...axes(
      ['0', plainNumber(fastest / 2), plainNumber(fastest)],
      ['$0', `$${plainNumber(dearest)}`],
      `dollars; numbers are those of the list`,
    ),
    ...dots,
  ])
}

function plot(label: string, parts: readonly string[]): string {
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${asText(label)}">${parts.join('')}</svg></figure>`
}

function axes(up: readonly string[], along: readonly [string, string], unit: string): readonly string[] {
  return [
    `<line x1="${x(0)}" x2="${x(1)}" y1="${y(0)}" y2="${y(0)}" stroke="var(--line)"/>`,
    ...up.map(
      (text, index) =>
        `<text x="${LEFT - 4}" y="${Number(y(index / (up.length - 1))) + 4}" text-anchor="end">${asText(text)}</text>`,
    ),
    `<text x="${x(0)}" y="${HEIGHT - BOTTOM + 16}">${asText(along[0])}</text>`,
    `<text x="${x(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="end">${asText(along[1])}</text>`,
    `<text x="${x(0.5)}" y="${HEIGHT - 4}" text-anchor="middle">${asText(unit)}</text>`,
  ]
}

function tokens(context: number): string {
  return String(context).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
